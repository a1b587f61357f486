"""Where files are kept: on this machine's disk, and there for good before any row names them."""

import os

from django.core.files.storage import FileSystemStorage


class LastingStorage(FileSystemStorage):
    """A file that was saved is still there after the power failed."""

    def _save(self, name, content):
        name = super()._save(name, content)
        path = self.path(name)
        for each in (path, os.path.dirname(path)):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return name
