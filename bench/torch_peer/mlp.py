"""bench/cases/mlp.ts"""

import torch
import torch.nn.functional as F

from model import Model, cross_entropies

LAYERS = ["layer0", "layer1", "layer2"]


class Mlp(Model):
    def loss_of_one(self, params, x, y):
        return F.cross_entropy(logits(torch.addmm, params, x), y)

    def losses_of_all(self, params, x, y):
        return cross_entropies(logits(torch.baddbmm, params, x), y)


def logits(affine, params, x):
    """`affine` multiplies matrices, or batches of them, and adds the bias [..., 1, O]."""
    for name in LAYERS:
        x = affine(params[f"{name}/bias"], x, params[f"{name}/weight"])
        if name != LAYERS[-1]:
            x = torch.relu(x)
    return x
