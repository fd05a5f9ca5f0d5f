import { tmpdir } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from './errors.ts';
import { asSoonAsThereIsRoom, assertWorkable, NoRoom, unwatched, watchRoom } from './watch.ts';

const GIB = 2 ** 30;
const statusOf = (watch: Partial<typeof unwatched>, method: string, url = '/api/v1/deals') => {
  try {
    assertWorkable({ ...unwatched, ...watch }, method, url);
    return 200;
  } catch (error) {
    return error instanceof Problem ? `${error.status} ${error.headers['retry-after']}` : error;
  }
};

describe('room on the disk', () => {
  const looking = async (free: number, size: number, reserveMiB = 512) => {
    const room = watchRoom(async () => ({ free, size }), reserveMiB);
    await room.look();
    room.stop();
    return room.isFull();
  };

  it('is too little below the reserve, or below a fifth of a disk that is small', async () => {
    expect(await looking(513 * 2 ** 20, 100 * GIB)).toBe(false);
    expect(await looking(511 * 2 ** 20, 100 * GIB)).toBe(true);
    expect(await looking(0.25 * GIB, GIB)).toBe(false);
    expect(await looking(0.19 * GIB, GIB)).toBe(true);
    expect(await looking(0, GIB, 0)).toBe(false);
  });

  it('is found again by itself, and a disk that cannot be asked changes nothing', async () => {
    let free: number | null = 0;
    const room = watchRoom(async () => {
      if (free === null) throw new Error('gone');
      return { free, size: 100 * GIB };
    }, 512);
    const after = async (now: number | null) => {
      free = now;
      await room.look();
      return room.isFull();
    };
    expect([await after(0), await after(null), await after(GIB), await after(null)]).toEqual([true, true, false, false]);
    room.stop();
  });
});

describe('what cannot begin for want of room', () => {
  const until = (begin: () => Promise<string>, stopped = new Promise<void>(() => {})) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    return asSoonAsThereIsRoom(begin, { folder: tmpdir(), stopped, againMs: 1 })
      .then((begun) => ({ begun, said: said.mock.calls.map(([line]) => String(line)) }))
      .finally(() => said.mockRestore());
  };

  it('says in one line how much there is and where, and begins when there is enough', async () => {
    const full = [new NoRoom('PostgreSQL'), Object.assign(new Error('could not extend file'), { code: '53100' }), null];
    const { begun, said } = await until(async () => {
      const error = full.shift();
      if (error) throw error;
      return 'begun';
    });
    expect(begun).toBe('begun');
    expect(said).toEqual([expect.stringMatching(/^samspil: Only \d+ MiB are free on the disk of DATA_DIR \(\/.*by itself\.$/)]);
  });

  it('waits no longer when it is told to stop, and for nothing where something else is wrong', async () => {
    const full = () => Promise.reject(new NoRoom('PostgreSQL'));
    expect(await until(full, Promise.resolve())).toMatchObject({ begun: null });
    await expect(until(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
  });
});

describe('what cannot be done just now', () => {
  it('is writing on a full disk; reading, and signing in to read, go on', () => {
    const full = { isFull: () => true };
    expect(['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => statusOf(full, method))).toEqual(Array(4).fill('507 30'));
    expect(statusOf(full, 'POST', '/v1/track')).toBe('507 30');
    expect(['GET', 'HEAD'].map((method) => statusOf(full, method))).toEqual([200, 200]);
    expect(statusOf(full, 'POST', '/api/v1/session')).toBe(200);
  });

  it('is everything while the database is silent', () => {
    const silent = { isSilent: () => true };
    expect(['GET', 'POST'].map((method) => statusOf(silent, method))).toEqual(['503 5', '503 5']);
  });
});
