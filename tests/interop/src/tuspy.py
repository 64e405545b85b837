"""Uploads with tuspy as it is told on the standard input, and tells how that ended."""

import asyncio
import hashlib
import json
import sys

from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.storage.filestorage import FileStorage
from tusclient.uploader import AsyncUploader, Uploader


def of_another(chunk):
    """The digest of other bytes than those that are sent."""
    return hashlib.sha256(chunk + b"!")


CHECKSUMS = {
    "sha256": ("sha256", hashlib.sha256),
    "wrong": ("sha256", of_another),
    "sha1": ("sha1", hashlib.sha1),
}


def uploader(order):
    kind = AsyncUploader if order.get("asynchronous") else Uploader
    checksum = order.get("checksum")
    if checksum:
        kind = type("Checked", (kind,), {"CHECKSUM_ALGORITHM_PAIR": CHECKSUMS[checksum]})
    store = order.get("store")
    return kind(
        client=TusClient(order["endpoint"], headers=order["headers"]),
        file_path=order["path"],
        url=order.get("url"),
        chunk_size=order["chunk"],
        metadata=order["metadata"],
        retries=order["retries"],
        retry_delay=0,
        upload_checksum=checksum is not None,
        store_url=store is not None,
        url_storage=FileStorage(store) if store else None,
    )


def upload(order):
    uploading = None
    try:
        uploading = uploader(order)
        if "claims" in order:
            uploading.offset = order["claims"]
        done = uploading.upload(stop_at=order.get("stopAt"))
        if order.get("asynchronous"):
            asyncio.run(done)
    except TusCommunicationError as error:
        return {"url": uploading and uploading.url, "refused": error.status_code or 0}
    return {"url": uploading.url}


json.dump(upload(json.load(sys.stdin)), sys.stdout)
