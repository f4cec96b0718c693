"""bench/cases/batch-norm-mlp.ts"""

import torch
import torch.nn.functional as F

from model import Model, cross_entropies


class BatchNormMlp(Model):
    """Each replica has its own samples and uses all of them in every step."""

    def batch_of_one(self, data, replica, indices):
        x, y = data
        return x[replica], y[replica]

    def batch_of_all(self, data, indices):
        return data

    def batch_for_vmap(self, data, indices):
        return data

    def loss_of_one(self, params, x, y):
        for layer in (0, 1):
            z = x @ params[f"layer{layer}/weight"]
            gamma, beta = params[f"norm{layer}/gamma"], params[f"norm{layer}/beta"]
            x = torch.relu(F.batch_norm(z, None, None, gamma.flatten(), beta.flatten(), training=True))
        return F.cross_entropy(torch.addmm(params["layer2/bias"], x, params["layer2/weight"]), y)

    def losses_of_all(self, params, x, y):
        for layer in (0, 1):
            z = torch.bmm(x, params[f"layer{layer}/weight"])
            x = torch.relu(replica_batch_norm(z, params[f"norm{layer}/gamma"], params[f"norm{layer}/beta"]))
        return cross_entropies(torch.baddbmm(params["layer2/bias"], x, params["layer2/weight"]), y)


def replica_batch_norm(z, gamma, beta):
    """[R, B, C], statistics over B. The fused kernel takes all replicas at once as channels [B, R * C]."""
    replicas, batch, channels = z.shape
    columns = z.transpose(0, 1).reshape(batch, replicas * channels)
    normalized = F.batch_norm(columns, None, None, gamma.flatten(), beta.flatten(), training=True)
    return normalized.view(batch, replicas, channels).transpose(0, 1)
