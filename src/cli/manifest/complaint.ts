import type { XmlElement } from './read-manifest.ts';

/** Something wrong with a manifest: where, what, and what to do about it. */
export interface Complaint {
  readonly line: number;
  readonly element: string;
  readonly problem: string;
  readonly fix: string;
}

/** A complaint about one element. */
export function complain(element: XmlElement, problem: string, fix: string): Complaint {
  return { line: element.line, element: element.name, problem, fix };
}

/** One line for a person: where, what, and what to do. */
export function formatComplaint(file: string, { line, element, problem, fix }: Complaint): string {
  return `${file}:${line}  <${element}> ${problem}. ${fix}.`;
}
