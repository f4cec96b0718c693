"""bench/cases/linear-rnn.ts"""

import torch
import torch.nn.functional as F

from model import Model


class LinearRnn(Model):
    def data(self, arrays):
        return arrays["x"], arrays["y"]

    def loss_of_one(self, params, x, y):
        """x [B, T, I], y [B, T, O]."""
        drive = (x @ params["in/weight"]).transpose(0, 1).contiguous().unbind(0)
        states, weight = [drive[0]], params["hidden/weight"]
        for t in range(1, len(drive)):
            states.append(torch.addmm(drive[t], states[-1], weight))
        return F.mse_loss(torch.stack(states, 1) @ params["out/weight"], y)

    def losses_of_all(self, params, x, y):
        """x [R, B, T, I], y [R, B, T, O]."""
        replicas, batch, length, _ = x.shape
        rows = torch.bmm(x.flatten(1, 2), params["in/weight"]).view(replicas, batch, length, -1)
        drive = rows.permute(2, 0, 1, 3).contiguous().unbind(0)
        states, weight = [drive[0]], params["hidden/weight"]
        for t in range(1, length):
            states.append(torch.baddbmm(drive[t], states[-1], weight))
        outputs = torch.bmm(torch.stack(states, 2).flatten(1, 2), params["out/weight"])
        return (outputs.view(y.shape) - y).square().mean((1, 2, 3))
