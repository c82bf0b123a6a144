"""The native kernels for processors. They are optional: without a compiler at installation the
library is not there, and torch does the same work."""
