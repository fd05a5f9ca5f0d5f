import './stepper.css';
import { IconCheck } from '@tabler/icons-react';

/** Where one is in a task of a few steps: file, columns, preview, done. `current` counts from 0. */
export function Stepper({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className="stepper-step"
          data-state={index < current ? 'done' : index === current ? 'current' : 'ahead'}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="stepper-mark" aria-hidden>
            {index < current ? <IconCheck size={14} stroke={2.5} /> : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
