/** Of an odd or even number of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The smallest number that so large a share of all does not exceed. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export const round = (number, digits) => Number(number.toFixed(digits));

/** A figure with its goal: at least (`min`) or at most (`max`) that. */
export const verdict = (kind, value, goal, more = {}) => ({
  value,
  goal,
  met: kind === 'min' ? value >= goal : value <= goal,
  ...more,
});
