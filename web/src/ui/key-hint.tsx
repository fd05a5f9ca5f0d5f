import './key-hint.css';

/** Keys and what they do: `<KeyHint keys={['J', 'K']}>browse</KeyHint>`. */
export function KeyHint({ keys, children }: { keys: readonly string[]; children?: string }) {
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <kbd key={key} className="key">
          {key}
        </kbd>
      ))}
      {children !== undefined && <span>{children}</span>}
    </span>
  );
}
