type Task<T> = () => Promise<T>;

/** Does one thing at a time. Of those asked for meanwhile the last follows, once, and all who asked get its result. */
export function oneAtATime<T>(): (task: Task<T>) => Promise<T> {
  let underWay: Promise<void> | null = null;
  let next: Task<T> | null = null;
  let following: Promise<T> | null = null;

  function start(task: Task<T>): Promise<T> {
    const result = task();
    const isOver = () => {
      underWay = null;
    };
    underWay = result.then(isOver, isOver);
    return result;
  }

  return (task) => {
    if (!underWay) return start(task);
    next = task;
    following ??= underWay.then(() => {
      const newest = next ?? task;
      next = null;
      following = null;
      return start(newest);
    });
    return following;
  };
}
