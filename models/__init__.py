"""What runs on the device, and what is known of it elsewhere."""

import os

# Torch's threads sleep while they have nothing to do: those of the native library stand on the same
# processors. Read when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
