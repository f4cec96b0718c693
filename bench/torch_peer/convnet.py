"""bench/cases/convnet.ts"""

import torch
import torch.nn.functional as F

from model import Model, cross_entropies

STRIDES = [1, 2, 2]


class Convnet(Model):
    """NCHW. TensorFlow pads a strided window at the far edge and PyTorch at the near one, so images and filters are
    mirrored: then padding=1 is the same arithmetic."""

    def from_tfjs(self, name, value):
        if name.startswith("conv"):  # [R, kh, kw, C, O] to [R, O, C, kh, kw]
            return value.permute(0, 4, 3, 1, 2).flip(3, 4).contiguous()
        return value.flatten(1) if name.startswith("norm") else value

    def to_tfjs(self, name, value):
        if name.startswith("conv"):
            return value.flip(3, 4).permute(0, 3, 4, 2, 1)
        return value[:, None, None, None] if name.startswith("norm") else value

    def data(self, arrays):
        return arrays["x"].permute(0, 3, 1, 2).flip(2, 3).contiguous(), arrays["y"].long()

    def batch_of_all(self, data, indices):
        """Images as [B, R * C, H, W]: a replica is a group of channels."""
        x, y = data
        return x[indices.t()].flatten(1, 2), y[indices]

    def features(self, params, x, groups, replicas=1):
        """`groups` of group normalization, 0 for batch normalization, over the channels of all replicas."""
        for layer, stride in enumerate(STRIDES):
            weight = params[f"conv{layer}/weight"]
            weight = weight.flatten(0, 1) if weight.dim() == 5 else weight
            gamma, beta = params[f"norm{layer}/gamma"].flatten(), params[f"norm{layer}/beta"].flatten()
            x = F.conv2d(x, weight, stride=stride, padding=1, groups=replicas)
            if groups:
                x = F.group_norm(x, groups * replicas, gamma, beta)
            else:
                x = F.batch_norm(x, None, None, gamma, beta, training=True)
            x = torch.relu(x)
        return x.mean((2, 3))

    def loss_of_one(self, params, x, y):
        features = self.features(params, x, self.options["groups"])
        return F.cross_entropy(torch.addmm(params["head/bias"], features, params["head/weight"]), y)

    def losses_of_all(self, params, x, y):
        weight, bias = params["head/weight"], params["head/bias"]
        replicas, width, _ = weight.shape
        features = self.features(params, x, self.options["groups"], replicas)
        by_replica = features.view(-1, replicas, width).transpose(0, 1)
        return cross_entropies(torch.baddbmm(bias, by_replica, weight), y)
