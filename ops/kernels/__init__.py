"""The operations of `ops` for GPUs, in Triton. Each agrees with its plain-torch truth, see `ops`.

Whoever imports a file of this folder imports triton: `ops.choose` does so when the first tensor on
a GPU comes along, and nobody else does.

Rules for all files:

    No libdevice, no block pointers: the interpreter, which runs the tests, knows neither.
    What is loaded becomes float32 before anything is computed with it: the interpreter takes
    bfloat16 for integers, and a sum in bfloat16 would be wrong on a GPU as well.
    Sizes that never change for a model are constants of the compiler, those of a step are not.
"""
