import { createContext, useContext } from 'react';
import { useText } from '../app/language.tsx';
import { faultTexts } from './editor-texts.ts';
import type { Fault } from './faults.ts';

/** What is wrong with the draft, for the fields to show; nothing before somebody has asked for it. */
export const FaultContext = createContext<ReadonlyMap<string, Fault>>(new Map());

/** `error={fault('weight')}`: what is wrong with a field below a path (at the path itself: ''), in the reader's language. */
export function useFaultsAt(path: string): (field: string) => string | undefined {
  const faults = useContext(FaultContext);
  const t = useText(faultTexts);
  return (field) => {
    const fault = faults.get([path, field].filter(Boolean).join('.'));
    return fault && t(fault.text, fault.n === undefined ? {} : { n: fault.n });
  };
}
