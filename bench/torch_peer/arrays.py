"""Arrays in two files: PATH.json says what lies where in PATH.bin (little-endian, row-major)."""

import json

import numpy
import torch

TYPES = {"float32": numpy.float32, "int32": numpy.int32}


def read_arrays(path, device):
    """{group: {name: tensor on the device}}."""
    with open(f"{path}.json") as file:
        groups = json.load(file)
    with open(f"{path}.bin", "rb") as file:
        content = bytearray(file.read())

    def tensor(entry):
        dtype = TYPES[entry["dtype"]]
        flat = numpy.frombuffer(content, dtype, count=entry["count"], offset=entry["offset"])
        return torch.from_numpy(flat.reshape(entry["shape"]).copy()).to(device)

    return {
        group: {name: tensor(entry) for name, entry in entries.items()} for group, entries in groups.items()
    }


def write_arrays(path, groups):
    layout, parts, offset = {}, [], 0
    for group, tensors in groups.items():
        layout[group] = {}
        for name, tensor in tensors.items():
            content = tensor.detach().cpu().contiguous().numpy().astype(numpy.float32)
            entry = {"dtype": "float32", "shape": list(content.shape), "count": content.size, "offset": offset}
            layout[group][name] = entry
            parts.append(content.tobytes())
            offset += content.nbytes
    with open(f"{path}.bin", "wb") as file:
        file.write(b"".join(parts))
    with open(f"{path}.json", "w") as file:
        json.dump(layout, file)
