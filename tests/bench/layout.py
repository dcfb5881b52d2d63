#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""layout.py TAR FOLDER LAYERS [LEVEL]: an OCI image layout of one image; its name is the tag "bench".

The entries of TAR in the order in which they are, cut into so many layers of about the same size,
each compressed with gzip (LEVEL 6; 0 stores the bytes as they are).
"""
import hashlib
import json
import os
import platform
import sys
import tarfile
import zlib

OCI = "application/vnd.oci.image."
MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}
PIECE = 1 << 20


class Blob:
    """Named after what is written into it once that is all there."""

    def __init__(self):
        self.sum, self.size = hashlib.sha256(), 0
        self.file = open("unfinished", "wb")

    def write(self, data):
        self.file.write(data)
        self.sum.update(data)
        self.size += len(data)

    def finish(self, kind):
        self.file.close()
        digest = self.sum.hexdigest()
        os.rename("unfinished", f"blobs/sha256/{digest}")
        return {"mediaType": OCI + kind, "digest": f"sha256:{digest}", "size": self.size}


def write_json(value, kind):
    blob = Blob()
    blob.write(json.dumps(value).encode())
    return blob.finish(kind)


def cuts(path, count):
    """Where each layer begins in the file, and the file's end."""
    size, starts = os.path.getsize(path), [0]
    with tarfile.open(path) as tar:
        for member in tar:
            if len(starts) < count and member.offset >= size * len(starts) / count:
                starts.append(member.offset)
            tar.members = []  # or it would keep all of them
    return [*starts, size]


def pieces(file, start, end, is_last):
    file.seek(start)
    for offset in range(start, end, PIECE):
        yield file.read(min(PIECE, end - offset))
    if not is_last:
        yield bytes(1024)  # the end of a tar file


def write_layer(data, level):
    blob, diff_id = Blob(), hashlib.sha256()
    compressor = zlib.compressobj(level, wbits=31)  # gzip
    for piece in data:
        diff_id.update(piece)
        blob.write(compressor.compress(piece))
    blob.write(compressor.flush())
    return blob.finish("layer.v1.tar+gzip"), f"sha256:{diff_id.hexdigest()}"


archive, folder, layer_count, level = (*sys.argv[1:], "6")[:4]
os.makedirs(f"{folder}/blobs/sha256")
starts = cuts(archive, int(layer_count))
with open(archive, "rb") as tar_file:
    os.chdir(folder)
    layers, diff_ids = zip(*(
        write_layer(pieces(tar_file, start, end, end == starts[-1]), int(level))
        for start, end in zip(starts, starts[1:])))
machine = platform.machine()
config = write_json({"architecture": MACHINES.get(machine, machine), "os": "linux",
                     "config": {"Cmd": ["/bin/sh"], "Env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]},
                     "rootfs": {"type": "layers", "diff_ids": diff_ids}}, "config.v1+json")
manifest = write_json({"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json",
                       "config": config, "layers": layers}, "manifest.v1+json")
manifest["annotations"] = {"org.opencontainers.image.ref.name": "bench"}
for name, value in (("index.json", {"schemaVersion": 2, "manifests": [manifest]}),
                    ("oci-layout", {"imageLayoutVersion": "1.0.0"})):
    with open(name, "w", encoding="utf-8") as text:
        json.dump(value, text)
