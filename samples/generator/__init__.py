"""Makes the half year in `samples/demo`: a life, the files a tracker would have written of it, and its true totals."""
