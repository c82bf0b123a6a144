"""The simulation rig: the engine in a world whose time and chance are drawn from one seed.

    loop.py          runs a scenario under a seed, in virtual time, on asyncio or on trio
    asyncio_loop.py  the event loop of our own that asyncio scenarios run on
    trio_clock.py    the same promises for trio, as a second opinion
    verdicts.py      what a run can be found guilty of: livelock, deadlock, and so on
    channels.py      the channels between actors, with a fault point at every hand-over
    minimise.py      of many faults, the few that matter

A scenario is an async function without arguments. The same seed gives the same run, step by step,
so a failure is reported as a seed and a list of faults, and stays reproducible.
"""
