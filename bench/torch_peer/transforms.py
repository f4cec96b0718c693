"""vmap and grad_and_value: in torch.func since PyTorch 2, in functorch before."""

try:
    from torch.func import grad_and_value, vmap
except ImportError:
    from functorch import grad_and_value, vmap

__all__ = ["grad_and_value", "vmap"]
