"""The device that runs a checkpoint: `models.batch.Device` for real.

    launch(step)   take in setups and blocks            models.slots
                   the understudy proposes              models.understudies
                   all rows in one forward              models.ragged, models.decoder, models.graphs
                   the lead decides                     ops.verify
    the result     commit, tell                         models.flight

In float32 on a processor a row's text does not depend on any other row, on how its prompt was cut,
on blocks, on drafts or on the order of things. Other types and devices keep that up to rounding.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch

import ops
from models.batch import Pending, Progress, Ready, Row, Step
from models.decoder import Cache, Decoder
from models.errors import ModelError
from models.flight import Flight, Part
from models.grammars import Grammars, stack_masks
from models.graphs import CudaRecorder, Recorder, StepGraphs
from models.loading import Lead, load_lead, way_of
from models.memory import bytes_of, cache_bytes, count_blocks, grow_caches, is_out_of_memory
from models.pulse import Pulse
from models.ragged import Ragged, lay_out
from models.scoring import score_prompts
from models.slots import Share, Slots
from models.threads import pin_threads
from models.understudies import Understudy
from models.understudies.casting import cast, check_casting
from models.understudies.company import Company
from models.understudies.heads import separate, tell
from models.understudies.hiring import hire
from models.understudies.ngram import LONGEST, SHORTEST
from models.understudies.proposal import Proposal
from models.warm_up import Anything, WarmUp
from models.wire import LoadRefused


@dataclass(kw_only=True, slots=True)
class CheckpointDevice:
    """The fields are its options; they travel as JSON."""

    model: str  # a directory, or a repository of the hub
    revision: str | None = None
    dtype: str = "auto"  # the checkpoint's; on a processor never float16
    quantization: str | None = None  # int8 or int4: to what weights are rounded, on a processor
    deterministic: bool = False  # a text's bits depend on no other text, or there is no service
    device: str = "auto"  # cuda if there is one
    load_format: str = "safetensors"  # dummy: random weights, no files
    max_model_len: int | None = None  # tokens of a text; None: what the checkpoint vouches for
    block_size: int = 16  # tokens
    num_slots: int = 64  # requests that run at once
    kv_cache_memory: int | None = None  # bytes
    memory_utilization: float | None = None  # share of a GPU for weights and cache
    memory_fraction: float | None = None  # of what is free once the weights are loaded
    num_threads: int | None = None  # None: all cores
    trust_remote_code: bool = False  # run Python files that come with the checkpoint
    enforce_eager: bool = False  # launch each operation by itself, also on a GPU
    method: str = "auto"  # of reading ahead; see `models.understudies.casting`
    draft_model: str | None = None  # one that reads ahead: a directory, or a repository
    prompt_lookup_max: int = LONGEST  # tokens that prompt lookup finds again, where it is asked
    prompt_lookup_min: int = SHORTEST
    acceptance: float = 1.0  # of what was rehearsed, for benchmarks
    adaptive: bool = True  # only as many drafts as pay; else as many as there may be
    understudy: Understudy | None = None  # the only one, whatever the user says
    recorder: Recorder | None = None  # of steps; None: the GPU's own, if there is one

    lead: Lead = field(init=False)  # once it is loaded
    _caches: Sequence[Cache] = field(init=False)
    _slots: Slots = field(init=False)
    _graphs: StepGraphs = field(init=False)
    _company: Company = field(init=False)
    _flight: Flight | None = field(init=False, default=None)
    _hopes: Sequence[tuple[Share, Proposal]] = field(init=False, default=())  # of that flight

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        """Weights, cache, warm-up. What the user can mend is refused in one sentence."""
        try:
            with torch.inference_mode():
                return self._load(progress)
        except ModelError as error:
            raise LoadRefused(str(error)) from error
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            raise LoadRefused(f"There is not enough memory for {self.model}.") from error

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        """Compute a step. On a GPU it is under way when this returns."""
        before = self._land()
        with torch.inference_mode():
            shares = self._slots.resolve(step.rows)
            self._hopes = self._propose(shares)
            began = time.monotonic()
            waited = before.waited(shares, began) if before else None
            if waited is not None:
                self._company.wait(waited)
            parts = self._compute(shares, Pulse(progress))
            self._flight = Flight(step.step, shares, parts, slots=self._slots, began=began)
        return self._flight.land

    def _load(self, progress: Callable[[Progress], None]) -> Ready:
        check_casting(self)
        pin_threads(self.num_threads)
        lead = self.lead = load_lead(self, progress)
        length, vocabulary_size = lead.decoder.context_length, lead.decoder.config.vocabulary_size
        one_block = lead.decoder.allocate_caches(1, self.block_size)
        hired = hire(self, lead, self.block_size, progress)  # its blocks lie beside the lead's
        memory = cache_bytes(
            lead.device,
            given=self.kv_cache_memory,
            utilization=self.memory_utilization,
            fraction=self.memory_fraction,
        )
        num_blocks = count_blocks(
            memory,
            bytes_of([*one_block, *(hired.one_block if hired else ())]),
            most=self.num_slots * -(-length // self.block_size),
        )
        self._caches = grow_caches(one_block, num_blocks)
        self._slots = Slots(
            self.num_slots,
            block_size=self.block_size,
            context_length=length,
            vocabulary_size=vocabulary_size,
            grammars=Grammars(lead.directory, vocabulary_size),
            device=lead.device,
        )
        model = None if hired is None else hired.engage(num_blocks, self._slots)
        self._company = cast(self, model)
        self._graphs = StepGraphs(self._run_layers)
        self._warm_up(min(length, num_blocks * self.block_size), progress)
        way = way_of(lead)
        return Ready(num_blocks, self.block_size, self.num_slots, length, vocabulary_size, way)

    def _warm_up(self, most: int, progress: Callable[[Progress], None]) -> None:
        """Run what every step runs, record it, and then measure the time it takes."""

        def run(rows: Sequence[Row]) -> None:
            self.launch(Step(0, tuple(rows)), progress)
            self._land()

        progress(Progress("warm up", 0.0))
        first = WarmUp(run, most, self.block_size, self.num_slots)
        if most > 1:
            first.first_steps(self._company.name_of_model)
        self._record(lambda fraction: progress(Progress("record", fraction)))
        if most > 1 and self.adaptive:
            self._company.forget_costs()
            if self._company.model is not None:
                first.batches(self._company.name_of_model)
            given, self.understudy = self.understudy, Anything()
            first.steps()
            self.understudy = given

    def _record(self, progress: Callable[[float], None]) -> None:
        """Steps that are small enough, unless nothing is gained or somebody else's code runs."""
        recorder, device = self.recorder, self.lead.device
        if self.enforce_eager or not isinstance(self.lead.decoder, Decoder):
            return
        if recorder is None and device.type == "cuda":
            recorder = CudaRecorder()
        if recorder is not None:
            self._graphs.record(recorder, self._slots, device, progress)

    def _land(self) -> Flight | None:
        """The step before must have its result before the next one can begin."""
        if self._flight is None:
            return None
        flight, self._flight = self._flight, None
        flight.land()
        told = [
            (proposal, share.ids)
            for share, proposal in self._hopes
            if share.drafts and share.slot.error is None
        ]
        flight.teach(self._company, told)
        return flight

    def _propose(self, shares: Sequence[Share]) -> list[tuple[Share, Proposal]]:
        """The understudies read ahead where they may."""
        drafting = [share for share in shares if share.row.draft and share.slot.error is None]
        company = self._company
        if self.understudy is not None:
            company = Company({"understudy": self.understudy})
        proposals = company.propose(
            [share.ask() for share in drafting],
            num_rows=sum([share.samples for share in shares]),
            num_tokens=sum([share.num_tokens for share in shares]),
        )
        heard = list(zip(drafting, proposals, strict=True)) if proposals else []
        for share, proposal in heard:
            share.draft(proposal.tree.ids, proposal.tree.parents, proposal.tree.sources)
        return heard

    def _compute(self, shares: Sequence[Share], pulse: Pulse) -> list[Part]:
        """Everything, in smaller parts where memory is short; the row that never fits fails."""
        parts = []
        waiting = [list(shares)]
        while waiting:
            now = [share for share in waiting.pop() if share.slot.error is None]
            if not now:
                continue
            part = self._attempt(now, pulse)
            if part is not None:
                parts.append(part)
            elif smaller := shrink(now):
                if self.lead.device.type == "cuda":
                    torch.cuda.empty_cache()  # in pieces of other sizes it may be enough
                waiting.extend(reversed(smaller))
            else:
                now[0].slot.error = "memory"
        return parts

    def _attempt(self, shares: Sequence[Share], pulse: Pulse) -> Part | None:
        """None: there was not enough memory."""
        try:
            return self._forward(shares, pulse)
        except (RuntimeError, MemoryError) as error:
            if is_out_of_memory(error):
                return None  # and not from within here: the traceback holds tensors
            raise

    def _forward(self, shares: Sequence[Share], pulse: Pulse) -> Part:
        """All layers, and what the lead says."""
        room = self._graphs.room_for(shares)
        ragged = lay_out(shares, self._slots, self.lead.device, room)
        if room is None:
            hidden = self._run_layers(ragged, pulse.beat)
        else:
            hidden = self._graphs.replay(room, ragged)
        hidden, states = separate(self._company.model, hidden)
        is_sound = hidden.sum(-1).isfinite()
        decoder = self.lead.decoder
        size = decoder.config.vocabulary_size
        scores = score_prompts(hidden, shares, decoder.logits, num_ids=size)
        if ragged.trees is None:
            tell(self._company.model, shares, states)
            return Part(shares, is_sound, scores=scores)
        logits = decoder.logits(hidden if ragged.nodes is None else hidden[ragged.nodes])
        deciding = [share for share in shares if share.samples]
        masks = stack_masks(
            [share.slot.matcher for share in deciding],
            [(share.drafts, share.parents) for share in deciding],
            logits.shape[1],
        )
        verdict = ops.verify(
            logits,
            ragged.trees,
            self._slots.sampling.batch([share.slot.number for share in deciding]),
            grammar_mask=None if masks is None else ops.to_device(masks, logits.device),
        )
        ragged.compact(verdict.nodes, self._caches, states)
        tell(self._company.model, shares, states)
        return Part(shares, is_sound, verdict.ids, verdict.logprobs, scores)

    def _run_layers(
        self, ragged: Ragged, progress: Callable[[float], None] | None = None
    ) -> torch.Tensor:
        """Hidden states, and what is heard beside them: only tensors, so it can be recorded."""
        return self.lead.decoder.forward(
            ragged.token_ids,
            ragged.positions,
            batch=ragged.batch,
            caches=self._caches,
            progress=progress,
        )


def shrink(shares: Sequence[Share]) -> Sequence[list[Share]]:
    """The same work in smaller portions, to be done in this order; none if that is impossible.

    First without drafts, then in halves, through the middle of a share if need be.
    """
    if any(share.drafts for share in shares):
        for share in shares:
            share.draft((), (), ())
        return (list(shares),)
    half = sum([share.num_tokens for share in shares]) // 2
    if not half:
        return ()
    first: list[Share] = []
    rest = list(shares)
    while half >= rest[0].num_tokens:
        half -= rest[0].num_tokens
        first.append(rest.pop(0))
    if half:
        first.append(rest[0].cut(half))
    return first, rest
