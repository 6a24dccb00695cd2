import type { Confidence, FindingReason, FindingType } from '../finding.ts';
import type { Stretch } from './stretch.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * How it is written: `joined` as its authority prints it, `spaced` with a space there, `plain` as digits alone (or with a
 * dot or slash), `odd` in any other grouping.
 */
export type Form = 'joined' | 'spaced' | 'plain' | 'odd';
export type Check = 'valid' | 'fails' | 'none';

/** What a kind makes of a place in the text: the number is well-formed, and its date exists if it has one. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly form: Form;
  readonly check: Check;
  /** What else speaks for or against it. */
  readonly traits: readonly FindingReason[];
  /** True when something else that is common looks just like it; counts only where no label speaks for it. */
  readonly isLookAlike?: boolean;
  /** A date and a year: nothing in a period or behind another number's label. */
  readonly isDateAndYear?: boolean;
  /** Its own confidence where nothing stands around it, if the kind's table says otherwise. */
  readonly alone?: Confidence;
}

/** Confidence by what the check digit says; no entry = not reported. */
type ByCheck = Readonly<Partial<Record<Check, Confidence>>>;

/** What evidence is worth, for one kind. */
export interface Weights {
  readonly labelled: ByCheck;
  readonly alone: Readonly<Partial<Record<Form, ByCheck>>>;
  /** Beside a word that names another number. */
  readonly besideOther: Readonly<Partial<Record<Form, ByCheck>>>;
}

/** One kind of number: pattern, normalise and validate are `read`; the rest is what weighing needs. */
export interface NumberKind {
  readonly type: FindingType;
  /** Lengths of the first run of digits that it can begin with. */
  readonly firsts: readonly number[];
  readonly read: (stretch: Stretch) => Reading | undefined;
  /** Words that name it, in lower case; global. */
  readonly label: RegExp;
  /** Words that hold a label and mean something else; global. */
  readonly noLabel?: RegExp;
  /** The label must stand within so many characters; default: near. */
  readonly labelReach?: number;
  /** Nothing but a label tells it from any other number. */
  readonly isLabelNeeded?: boolean;
  readonly weights: Weights;
}

/** A number with its confidence. */
export interface Weighed extends Reading {
  readonly type: FindingType;
  readonly confidence: Confidence;
  readonly reasons: readonly FindingReason[];
  readonly isLabelled: boolean;
}

/** Label, other numbers' labels and neighbours make a confidence of a reading; undefined = not worth a word. */
export function weigh(kind: NumberKind, reading: Reading, around: Surroundings): Weighed | undefined {
  const label = around.labelFor(kind, reading);
  const isLabelled = label === 'near' || label === 'above';
  if (isBroken(reading, around, isLabelled)) return undefined;
  const confidence = isLabelled
    ? kind.weights.labelled[reading.check]
    : unlabelled(kind.weights, reading, label);
  if (confidence === undefined) return undefined;
  return {
    ...reading,
    type: kind.type,
    confidence,
    isLabelled,
    reasons: [...checkReasons(kind, reading), ...reading.traits, ...labelReasons(label)],
  };
}

export type LabelPlace = 'near' | 'above' | 'far' | 'other' | 'some-number' | 'none';

function unlabelled(weights: Weights, reading: Reading, label: LabelPlace): Confidence | undefined {
  const { form, check } = reading;
  if (label === 'other') return besideOther(weights, reading);
  const alone = reading.alone ?? weights.alone[form]?.[check];
  if (label === 'far')
    return alone === 'low' || alone === undefined ? raised(weights.labelled[check]) : alone;
  if (reading.isLookAlike === true) return undefined;
  if (label !== 'some-number' || form === 'joined' || form === 'spaced') return alone;
  return check === 'valid' && alone !== undefined ? 'low' : undefined;
}

/** What is as good as certain by itself is not wiped out by another number's label. */
function besideOther(
  weights: Weights,
  { form, check, alone, isDateAndYear }: Reading,
): Confidence | undefined {
  if (isDateAndYear === true) return undefined;
  return alone === 'medium' ? 'low' : weights.besideOther[form]?.[check];
}

/** A label further away is worth a step less than one beside it. */
function raised(labelled: Confidence | undefined): Confidence | undefined {
  return labelled === 'high' ? 'medium' : labelled;
}

/** Digits of something longer: an address, a decimal, a serial number. A label of its own outweighs all but the first. */
function isBroken(reading: Reading, around: Surroundings, isLabelled: boolean): boolean {
  const { form, check, end, start, isDateAndYear } = reading;
  const { before, after } = around.beside(start, end);
  if (/^@/.test(after)) return true;
  if (isLabelled) return false;
  if (isDateAndYear === true && around.isInPeriod(start)) return true;
  if (/\d[-.+]$/.test(before) || /^[-.+]\d/.test(after) || /^-[0-9a-f]{4}/i.test(after)) return true;
  if (form === 'spaced' || check === 'fails') {
    if (/\d $/.test(before) || /^ \d/.test(after)) return true;
  }
  if (form === 'joined') return false;
  if (form === 'plain' && check === 'fails' && around.isAmongNumbers(start, end)) return true;
  return (
    /(?:\d[/,]|[a-zæøåäö+#=<])$/i.test(before) || /^(?:[/,]\d|[a-z<])/i.test(after) || around.isInLink(start)
  );
}

/** Only CPR numbers are issued with a check digit that does not fit. */
function checkReasons({ type }: NumberKind, { check }: Reading): readonly FindingReason[] {
  if (check === 'none') return [];
  if (check === 'valid') return ['checksum-valid'];
  return [type === 'dk_cpr' ? 'checksum-fails' : 'checksum-wrong'];
}

function labelReasons(label: LabelPlace): readonly FindingReason[] {
  if (label === 'near') return ['label-near'];
  if (label === 'above') return ['label-above'];
  if (label === 'far') return ['label-far'];
  return label === 'other' || label === 'some-number' ? ['other-label-near'] : [];
}
