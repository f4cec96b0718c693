"""bench/cases/optimizers.ts: updates alone, in place. The gradient is the parameter itself."""

import math

import torch


class Adam:
    """The arithmetic of torch.optim.Adam(foreach=True), without its bookkeeping."""

    epsilon = 1e-8

    def __init__(self, names, params, batched, rate=0.001, beta1=0.9, beta2=0.999):
        self.rate, self.beta1, self.beta2 = rate, beta1, beta2
        self.first = [torch.zeros_like(param) for param in params]
        self.second = [torch.zeros_like(param) for param in params]

    def reset(self):
        torch._foreach_zero_(self.first)
        torch._foreach_zero_(self.second)

    def moments(self, gradients, index):
        """The first moments, the roots of the corrected second ones plus epsilon, and the correction of the first."""
        first, second = self.first, self.second
        torch._foreach_mul_(first, self.beta1)
        torch._foreach_add_(first, gradients, alpha=1 - self.beta1)
        torch._foreach_mul_(second, self.beta2)
        torch._foreach_addcmul_(second, gradients, gradients, 1 - self.beta2)
        scale = torch._foreach_sqrt(second)
        torch._foreach_div_(scale, math.sqrt(1 - self.beta2 ** (index + 1)))
        torch._foreach_add_(scale, self.epsilon)
        return first, scale, 1 / (1 - self.beta1 ** (index + 1))

    def update(self, params, gradients, index):
        first, scale, correction = self.moments(gradients, index)
        torch._foreach_addcdiv_(params, first, scale, -self.rate * correction)


class Lamb(Adam):
    """PyTorch 1.13 has none: algorithm 2 of You et al. 2020 in foreach operations, all norms in one vector."""

    epsilon = 1e-6
    decay = 0.01

    def __init__(self, names, params, batched, **options):
        super().__init__(names, params, batched, **options)
        self.adapted = [i for i, name in enumerate(names) if name.split("/")[-1] not in EXCLUDED]
        self.excluded = [i for i in range(len(names)) if i not in self.adapted]
        self.batched = batched

    def update(self, params, gradients, index):
        first, scale, correction = self.moments(gradients, index)
        updates = torch._foreach_div(first, scale)
        torch._foreach_mul_(updates, correction)
        weights, steps = [params[i] for i in self.adapted], [updates[i] for i in self.adapted]
        torch._foreach_add_(steps, weights, alpha=self.decay)
        weight_norms, step_norms = self.norms(weights), self.norms(steps)
        ratios = torch.where((weight_norms > 0) & (step_norms > 0), weight_norms / step_norms, 1.0)
        torch._foreach_mul_(steps, self.factors(ratios, steps))
        torch._foreach_add_(weights, steps, alpha=-self.rate)
        torch._foreach_add_([params[i] for i in self.excluded], [updates[i] for i in self.excluded], alpha=-self.rate)

    def norms(self, tensors):
        """[tensors], or [tensors, replicas]."""
        if not self.batched:
            return torch.stack(torch._foreach_norm(tensors))
        return torch.stack([torch.linalg.vector_norm(tensor.flatten(1), dim=1) for tensor in tensors])

    def factors(self, ratios, tensors):
        """One factor for each tensor, shaped to multiply it."""
        if not self.batched:
            return ratios.unbind()
        return [ratio.view(-1, *[1] * (tensor.dim() - 1)) for ratio, tensor in zip(ratios, tensors)]


EXCLUDED = ("bias", "gamma", "beta")
OPTIMIZERS = {"adam": Adam, "lamb": Lamb}


class UpdateAlone:
    """`loop`: one optimizer for each replica; `batched`: one for tensors that hold all replicas."""

    def __init__(self, optimizer, way, arrays):
        self.initial = arrays["state"]
        # The optimizers have moments of their own; these would count as memory that they need.
        for slot in [name for name in self.initial if name.startswith(("first/", "second/"))]:
            del self.initial[slot]
        values = list(self.initial.values())
        replicas = values[0].shape[0]
        self.first = [[v[r].clone() for v in values] for r in range(replicas)] if way == "loop" else [values]
        self.groups = [[v.clone() for v in group] for group in self.first]
        self.optimizers = [optimizer(list(self.initial), group, way == "batched") for group in self.groups]
        self.looped = way == "loop"

    def reset(self):
        for group, first, optimizer in zip(self.groups, self.first, self.optimizers):
            torch._foreach_zero_(group)
            torch._foreach_add_(group, first)
            optimizer.reset()

    def step(self, index):
        with torch.no_grad():
            for group, optimizer in zip(self.groups, self.optimizers):
                optimizer.update(group, group, index)

    def parameters(self):
        columns = [torch.stack(tensors) for tensors in zip(*self.groups)] if self.looped else self.groups[0]
        return dict(zip(self.initial, columns))
