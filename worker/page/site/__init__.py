"""The HTTP side of the page: files, snapshots, the stream, and who may ask for them."""
