"""What runs on the device, and what is known of it elsewhere."""

import os

# Torch's threads soon sleep when they have nothing to do: those of the native library stand on the
# same processors. Not at once, for to wake them takes as long as a small layer. Read when torch is
# loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "2000")  # turns of GNU's library; some tens of microseconds
