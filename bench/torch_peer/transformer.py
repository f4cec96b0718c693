"""bench/cases/transformer.ts"""

import math

import torch
import torch.nn.functional as F

from model import Model, cross_entropies


class Transformer(Model):
    def __init__(self, options):
        super().__init__(options)
        self.mask = None

    def data(self, arrays):
        ids = arrays["x"].long()
        length = ids.shape[1]
        self.mask = torch.full((length, length), -1e9, device=ids.device).triu(1)
        return ids, arrays["y"].long()

    def attend(self, q, k, v):
        """[..., T, D / heads] each."""
        scores = (q @ k.transpose(-2, -1)) * (1 / math.sqrt(q.shape[-1])) + self.mask
        return torch.softmax(scores, -1) @ v

    def loss_of_one(self, params, ids, targets):
        """Ids and targets [B, T]."""
        heads = self.options["heads"]
        x = F.embedding(ids, params["tokens"]) + params["positions"]
        batch, length, width = x.shape

        def norm(name, h):
            gamma, beta = params[f"{name}/gamma"].flatten(), params[f"{name}/beta"].flatten()
            return F.layer_norm(h, (width,), gamma, beta)

        for layer in range(self.options["layers"]):
            own = lambda key: params[f"layer{layer}/{key}"]
            h = norm(f"layer{layer}/norm0", x).view(-1, width)
            q, k, v = (
                (h @ own(f"{role}/weight")).view(batch, length, heads, -1).transpose(1, 2)
                for role in ("query", "key", "value")
            )
            mixed = self.attend(q, k, v).transpose(1, 2).reshape(-1, width)
            x = x + (mixed @ own("output/weight")).view(x.shape)
            h = norm(f"layer{layer}/norm1", x).view(-1, width)
            h = F.gelu(torch.addmm(own("expand/bias"), h, own("expand/weight")))
            x = x + torch.addmm(own("contract/bias"), h, own("contract/weight")).view(x.shape)
        logits = norm("norm", x).view(-1, width) @ params["head/weight"]
        return F.cross_entropy(logits, targets.flatten())

    def losses_of_all(self, params, ids, targets):
        """Ids and targets [R, B, T]."""
        heads, tokens = self.options["heads"], params["tokens"]
        replicas, vocabulary, width = tokens.shape
        offsets = (torch.arange(replicas, device=ids.device) * vocabulary)[:, None, None]
        x = F.embedding(ids + offsets, tokens.view(-1, width)) + params["positions"]
        _, batch, length, _ = x.shape

        def norm(name, h):
            normalized = F.layer_norm(h, (width,))
            return torch.addcmul(params[f"{name}/beta"], normalized, params[f"{name}/gamma"])

        for layer in range(self.options["layers"]):
            own = lambda key: params[f"layer{layer}/{key}"]
            h = norm(f"layer{layer}/norm0", x).view(replicas, -1, width)
            q, k, v = (
                torch.bmm(h, own(f"{role}/weight")).view(replicas, batch, length, heads, -1).transpose(2, 3)
                for role in ("query", "key", "value")
            )
            mixed = self.attend(q, k, v).transpose(2, 3).reshape(replicas, -1, width)
            x = x + torch.bmm(mixed, own("output/weight")).view(x.shape)
            h = norm(f"layer{layer}/norm1", x).view(replicas, -1, width)
            h = F.gelu(torch.baddbmm(own("expand/bias"), h, own("expand/weight")))
            x = x + torch.baddbmm(own("contract/bias"), h, own("contract/weight")).view(x.shape)
        logits = torch.bmm(norm("norm", x).view(replicas, -1, width), params["head/weight"])
        return cross_entropies(logits, targets.flatten(1))
