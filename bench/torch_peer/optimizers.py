"""bench/cases/optimizers.ts: updates alone, in place. The gradient is the parameter itself."""

import math

import torch


class Adam:
    def __init__(self, params, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate, self.beta1, self.beta2, self.epsilon = rate, beta1, beta2, epsilon
        self.first = [torch.zeros_like(param) for param in params]
        self.second = [torch.zeros_like(param) for param in params]

    def reset(self):
        for moment in self.first + self.second:
            moment.zero_()

    def update(self, params, gradients, index):
        """The arithmetic of torch.optim.Adam(foreach=True), without its bookkeeping."""
        first, second = self.first, self.second
        torch._foreach_mul_(first, self.beta1)
        torch._foreach_add_(first, gradients, alpha=1 - self.beta1)
        torch._foreach_mul_(second, self.beta2)
        torch._foreach_addcmul_(second, gradients, gradients, 1 - self.beta2)
        scale = torch._foreach_sqrt(second)
        torch._foreach_div_(scale, math.sqrt(1 - self.beta2 ** (index + 1)))
        torch._foreach_add_(scale, self.epsilon)
        torch._foreach_addcdiv_(params, first, scale, -self.rate / (1 - self.beta1 ** (index + 1)))


OPTIMIZERS = {"adam": Adam}


class UpdateAlone:
    """`loop`: one optimizer for each replica; `batched`: one for tensors that hold all replicas."""

    def __init__(self, optimizer, way, arrays):
        slots = ("first/", "second/")
        self.initial = {k: v for k, v in arrays["state"].items() if not k.startswith(slots)}
        values = list(self.initial.values())
        replicas = values[0].shape[0]
        self.first = [[v[r].clone() for v in values] for r in range(replicas)] if way == "loop" else [values]
        self.groups = [[v.clone() for v in group] for group in self.first]
        self.optimizers = [optimizer(group) for group in self.groups]
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
