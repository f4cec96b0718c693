"""Trains the authors' scale-invariant ConvNet by the authors' train_epoch, on the processor.

Their train.py asks for a GPU and the whole of CIFAR-10; this takes its place, for a part of the images and no GPU. Model,
initial weights, loss and epoch are theirs (nets/convnet_si.py, training_utils.py), with the settings of their
run_train_and_test.py where none is given: no momentum, no augmentation, no schedule, last layer fixed at norm 10.

OFFICIAL_CODE is the folder of their code, CIFAR10_TRAIN a binary file of CIFAR-10.
"""

import argparse
import importlib.util
import json
import os
import sys
from unittest.mock import MagicMock

import numpy
import torch

MEAN = numpy.array([0.4914, 0.4822, 0.4465], dtype=numpy.float32).reshape(1, 3, 1, 1)
DEVIATION = numpy.array([0.2023, 0.1994, 0.2010], dtype=numpy.float32).reshape(1, 3, 1, 1)


def official(folder, path):
    """A file of theirs. The image transforms of torchvision and the bars of tqdm that it names are not used here."""
    absent = [name for name in ("torchvision", "tqdm") if importlib.util.find_spec(name) is None]
    sys.modules.update({name: MagicMock() for name in absent})
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], os.path.join(folder, path))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    for name in absent:
        del sys.modules[name]
    return loaded


def read_images(path, count):
    """The first images of a binary file of CIFAR-10: a label, then 3 x 32 x 32 bytes."""
    rows = numpy.fromfile(path, dtype=numpy.uint8, count=count * 3073).reshape(count, 3073)
    images = rows[:, 1:].reshape(count, 3, 32, 32).astype(numpy.float32) / 255
    return torch.from_numpy((images - MEAN) / DEVIATION), torch.from_numpy(rows[:, 0].astype(numpy.int64))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--images", type=int, default=1024)
    parser.add_argument("--channels", type=int, default=8)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--wd", type=float, required=True)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    training = official(os.environ["OFFICIAL_CODE"], "training_utils.py")
    net = official(os.environ["OFFICIAL_CODE"], "nets/convnet_si.py")
    model = net.ConvNetSI.base(init_channels=args.channels, init_scale=10.0, max_depth=3)
    invariant = [value for name, value in model.named_parameters() if "conv_layers" in name]
    others = [value for name, value in model.named_parameters() if "conv_layers" not in name]
    groups = [{"params": invariant}, {"params": others, "lr": 0.0}]
    optimizer = torch.optim.SGD(groups, lr=args.lr, weight_decay=args.wd)

    def criterion(network, images, labels, reduction="mean"):
        output = network(images)
        return torch.nn.functional.cross_entropy(output, labels, reduction=reduction), output

    images, labels = read_images(os.environ["CIFAR10_TRAIN"], args.images)
    for epoch in range(args.epochs):
        order = torch.randperm(args.images)
        loader = [(images[some], labels[some]) for some in order.split(args.batch)]
        result = training.train_epoch(loader, model, criterion, optimizer, cuda=False)
        norm = torch.sqrt(sum((value.detach() ** 2).sum() for value in invariant)).item()
        print(json.dumps({"step": (epoch + 1) * len(loader), "loss": result["loss"], "norm": norm}))


main()
