"""PyTorch's side of the bench: one JSON request a line on stdin, one JSON answer a line on stdout. Its argument is the
device, `cpu` (default) or `cuda`.

{"do": "load", "model": "mlp", "options": {}, "way": "loop", "arrays": PATH}  ->  {"milliseconds": of the first step}
{"do": "time", "steps": 10}   ->  {"milliseconds": of one step, mean over the steps}
{"do": "memory"}              ->  {"growth": MiB from the loaded library to the peak, "peak": MiB of the process}
{"do": "run", "steps": 3, "result": PATH}  ->  {}, with losses and parameters after those steps in the file

Every run starts from the weights in the arrays file. Eager mode: PyTorch 1.13 has no compiler for CPUs. A GPU has done
all of its work when the clock is read.
"""

import json
import os
import sys
import time

try:
    import torch
except ImportError as error:
    print(json.dumps({"missing": str(error)}), flush=True)
    sys.exit(0)

import peak_memory
from arrays import read_arrays, write_arrays
from contenders import make_contender
from device import describe, finish, open_device


class Session:
    def __init__(self, device):
        self.device = device
        self.contender = None
        self.base = 0

    def load(self, request):
        warm_up(request["way"], self.device)
        self.base = peak_memory.reset()
        arrays = read_arrays(request["arrays"], self.device)
        # Reading the data is the bench's business; the data themselves stay and count.
        peak_memory.reset()
        self.contender = make_contender(request["model"], request["options"], request["way"], arrays)
        del arrays
        return {"milliseconds": self.run(1)}

    def time(self, request):
        return {"milliseconds": self.run(request["steps"])}

    def memory(self, _request):
        peak = peak_memory.peak()
        return {"growth": peak - self.base, "peak": peak}

    def check(self, request):
        self.contender.reset()
        losses = []
        for index in range(request["steps"]):
            loss = self.contender.step(index)
            if loss is not None:
                # A copy: the next step may write where this one did.
                losses.append(torch.stack(list(loss)).detach())
        metrics = {"loss": torch.stack(losses)} if losses else {}
        groups = {"state": self.contender.parameters(), "metrics": metrics}
        write_arrays(request["result"], groups)
        return {}

    def run(self, steps):
        """Milliseconds of a step; going back to the first weights is not timed."""
        contender = self.contender
        contender.reset()
        finish(self.device)
        start = time.perf_counter()
        for index in range(steps):
            contender.step(index)
        finish(self.device)
        return (time.perf_counter() - start) * 1e3 / steps


def warm_up(way, device):
    """One tiny training step, so that what a first step allocates belongs to the library and not to the case."""
    if way == "vmap":
        import transforms  # noqa: F401
    weight = torch.randn(8, 8, device=device, requires_grad=True)
    torch.autograd.grad((torch.randn(8, 8, device=device) @ weight).square().mean(), [weight])


def main():
    torch.manual_seed(0)
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    try:
        device = open_device(sys.argv[1] if len(sys.argv) > 1 else "cpu")
    except RuntimeError as error:
        print(json.dumps({"missing": str(error)}), flush=True)
        return
    print(json.dumps({"version": torch.__version__, **describe(device)}), flush=True)
    session = Session(device)
    actions = {"load": session.load, "time": session.time, "memory": session.memory, "run": session.check}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = actions[request["do"]](request)
        except Exception as error:
            answer = {"problem": f"{type(error).__name__}: {error}".splitlines()[0]}
        print(json.dumps(answer), flush=True)


main()
