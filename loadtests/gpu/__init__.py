"""What `loadtests.gpu_suite` checks and measures, a file for each kind.

rig         the device, how to time something on it, and what it could do at best
inputs      made-up texts in a paged cache, sampling batches, experts
checks      every operation against its plain-torch truth
attention   decode, verification, prompts; and the same in libraries that do the same
rows        the operations of a layer beside attention, and the lead's decision
steps       whole decode steps, with and without recorded graphs
goals       what was hoped for, beside what was measured
"""
