"""What PyTorch trains on: the processor, or a GPU by CUDA."""

import torch


def open_device(name):
    """The device of the name `cpu` or `cuda`, set up; raises RuntimeError where it is not here."""
    device = torch.device(name)
    if device.type == "cuda":
        if not torch.cuda.is_available():
            raise RuntimeError(f"PyTorch {torch.__version__} has no CUDA here")
        # float32 all the way, as this package's engines have it; the fastest algorithms for shapes that stay.
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cudnn.benchmark = True
    return device


def describe(device):
    """What is said of it besides PyTorch's version."""
    return {"gpu": torch.cuda.get_device_name(device)} if device.type == "cuda" else {}


def finish(device):
    """Waits until all that the device was given is done."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
