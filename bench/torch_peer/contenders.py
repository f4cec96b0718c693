"""The ways in which PyTorch trains many replicas of a model."""

import torch

from bn_mlp import BatchNormMlp
from convnet import Convnet
from linear_rnn import LinearRnn
from mlp import Mlp
from optimizers import OPTIMIZERS, UpdateAlone
from transformer import Transformer

MODELS = {
    "mlp": Mlp,
    "bn_mlp": BatchNormMlp,
    "convnet": Convnet,
    "linear_rnn": LinearRnn,
    "transformer": Transformer,
}
LEARNING_RATE = 0.05
# Of a step on another stream before it is captured, as PyTorch's notes on CUDA graphs have it.
WARM_UP_STEPS = 3


class Training:
    """Plain SGD on one loss per replica. `params` are {name: [R, ...]}."""

    def __init__(self, model, arrays):
        self.model = model
        self.initial = {name: model.from_tfjs(name, value) for name, value in arrays["state"].items()}
        self.data = model.data(arrays["data"])
        batches = arrays["inputs"].get("batch")
        self.batches = None if batches is None else batches.long().unbind(0)
        self.replicas = next(iter(self.initial.values())).shape[0]
        self.prepare()

    def indices(self, index):
        return None if self.batches is None else self.batches[index % len(self.batches)]

    def parameters(self):
        return {name: self.model.to_tfjs(name, value) for name, value in self.stacked().items()}


class Loop(Training):
    """One model after the other: the loop over seeds that most people write."""

    def prepare(self):
        self.models = [
            {name: value[r].clone().requires_grad_() for name, value in self.initial.items()}
            for r in range(self.replicas)
        ]

    def reset(self):
        with torch.no_grad():
            for r, params in enumerate(self.models):
                for name, value in params.items():
                    value.copy_(self.initial[name][r])

    def step(self, index):
        indices = self.indices(index)
        losses = []
        for r, params in enumerate(self.models):
            x, y = self.batch_of_one(r, None if indices is None else indices[r])
            loss = self.model.loss_of_one(params, x, y)
            descend(params, torch.autograd.grad(loss, list(params.values())))
            losses.append(loss.detach())
        return losses

    def batch_of_one(self, replica, indices):
        return self.model.batch_of_one(self.data, replica, indices)

    def stacked(self):
        return {name: torch.stack([params[name] for params in self.models]) for name in self.initial}


class ChannelsLast(Loop):
    """The loop with images and filters in the memory format that PyTorch recommends for convolutions."""

    def prepare(self):
        super().prepare()
        for params in self.models:
            for name, value in params.items():
                if value.dim() == 4:
                    value.data = value.data.contiguous(memory_format=torch.channels_last)
        images, labels = self.data
        self.data = images.permute(0, 2, 3, 1).contiguous(), labels

    def batch_of_one(self, replica, indices):
        x, y = super().batch_of_one(replica, indices)
        return x.permute(0, 3, 1, 2), y


class Batched(Training):
    """All replicas in one model, written by hand: batched products, grouped convolutions."""

    def prepare(self):
        self.params = {name: value.clone().requires_grad_() for name, value in self.initial.items()}

    def reset(self):
        with torch.no_grad():
            for name, value in self.params.items():
                value.copy_(self.initial[name])

    def step(self, index):
        x, y = self.model.batch_of_all(self.data, self.indices(index))
        losses = self.model.losses_of_all(self.params, x, y)
        descend(self.params, torch.autograd.grad(losses.sum(), list(self.params.values())))
        return losses

    def stacked(self):
        return self.params


class Graphs(Batched):
    """The batched step, captured once as a CUDA graph: a replay launches all of its kernels at once."""

    def prepare(self):
        super().prepare()
        # A replay reads and writes where the capture did, so each step's indices are copied there.
        self.held = None if self.batches is None else self.batches[0].clone()
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(WARM_UP_STEPS):
                super().step(0)
        torch.cuda.current_stream().wait_stream(side)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.losses = super().step(0)

    def indices(self, _index):
        return self.held

    def step(self, index):
        if self.held is not None:
            self.held.copy_(super().indices(index))
        self.graph.replay()
        return self.losses


class Vmap(Batched):
    """The model of one replica, vectorised."""

    def prepare(self):
        from transforms import grad_and_value, vmap

        self.params = {name: value.clone() for name, value in self.initial.items()}
        self.gradients = vmap(grad_and_value(self.model.loss_of_one))

    def step(self, index):
        x, y = self.model.batch_for_vmap(self.data, self.indices(index))
        gradients, losses = self.gradients(self.params, x, y)
        descend(self.params, [gradients[name] for name in self.params])
        return losses


def descend(params, gradients):
    with torch.no_grad():
        torch._foreach_add_(list(params.values()), list(gradients), alpha=-LEARNING_RATE)


WAYS = {"loop": Loop, "channels-last": ChannelsLast, "batched": Batched, "graphs": Graphs, "vmap": Vmap}


def make_contender(model, options, way, arrays):
    if model in OPTIMIZERS:
        return UpdateAlone(OPTIMIZERS[model], way, arrays)
    return WAYS[way](MODELS[model](options), arrays)
