/** Work on things that are announced by name, each as often as it is announced while nobody works on it, one thing at a time. */
export interface OneAtATime {
  wake: (name: string) => void;
  /** Takes up nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** @param work must not throw: whoever announced it is not there to hear of it */
export function oneAtATime(work: (name: string) => Promise<void>): OneAtATime {
  const waiting = new Set<string>();
  let running: Promise<void> | null = null;
  let stopped = false;
  const run = async () => {
    for (let [name] = waiting; name !== undefined && !stopped; [name] = waiting) {
      waiting.delete(name);
      await work(name);
    }
  };
  const start = () => {
    running ??= run().finally(() => {
      running = null;
      if (waiting.size > 0 && !stopped) start();
    });
  };
  return {
    wake(name) {
      waiting.add(name);
      start();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
