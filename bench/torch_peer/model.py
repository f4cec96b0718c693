"""What the models share: where a step's samples come from, and how weights are laid out."""

import torch.nn.functional as F


class Model:
    """`loss_of_one` takes one replica's parameters, `losses_of_all` those of all with a leading axis R."""

    def __init__(self, options):
        self.options = options

    def from_tfjs(self, name, value):
        """One parameter of all replicas, from this package's layout to PyTorch's."""
        return value

    def to_tfjs(self, name, value):
        return value

    def data(self, arrays):
        return arrays["x"], arrays["y"].long()

    def batch_of_one(self, data, replica, indices):
        """Samples of a data set that the replicas share."""
        x, y = data
        return x[indices], y[indices]

    def batch_of_all(self, data, indices):
        """[R, B, ...] each."""
        x, y = data
        return x[indices], y[indices]

    def batch_for_vmap(self, data, indices):
        return Model.batch_of_all(self, data, indices)


def cross_entropies(logits, y):
    """Mean over the batch: logits [R, B, C], labels [R, B] to [R]."""
    replicas, batch, classes = logits.shape
    each = F.cross_entropy(logits.reshape(-1, classes), y.reshape(-1), reduction="none")
    return each.view(replicas, batch).mean(1)
