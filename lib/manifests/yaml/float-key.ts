/** A float as the key of an object: go-yaml writes keys with the digits of 32-bit floats. */
export class FloatKey {
  /** As Go does: the fewest digits that tell 32-bit floats apart, and an exponent below 0.0001 and from 1000000 on. */
  public static of(value: number): string {
    if (Number.isNaN(value)) return '.nan';
    const float = Math.fround(value);
    if (!Number.isFinite(float)) return float > 0 ? '.inf' : '-.inf';
    if (float === 0) return Object.is(float, -0) ? '-0' : '0';
    const sign = float < 0 ? '-' : '';
    return sign + FloatKey.written(FloatKey.shortest(Math.abs(float)));
  }

  /** The fewest digits that only this float is read from, as `1.5e+3`. */
  private static shortest(float: number): string {
    for (let digits = 0; digits < 9; digits++) {
      const near = FloatKey.near(float, digits).find(text => Math.fround(Number(text)) === float);
      if (near !== undefined) return near;
    }
    return float.toExponential(8);
  }

  /** The nearest number with so many decimals, of two that are as near the even one, and the numbers next to it. */
  private static near(float: number, decimals: number): string[] {
    const [mantissa, exponent] = float.toExponential(decimals).split('e');
    const digits = Number(mantissa.replace('.', ''));
    const isTie = /^50*$/.test(
      float
        .toExponential(decimals + 60)
        .replace('.', '')
        .slice(decimals + 1)
        .split('e')[0],
    );
    const nearest = isTie && digits % 2 === 1 ? digits - 1 : digits;
    return [nearest, digits + 1, digits - 1]
      .map(String)
      .filter(text => text.length === decimals + 1)
      .map(text => `${decimals === 0 ? text : `${text[0]}.${text.slice(1)}`}e${exponent}`);
  }

  private static written(text: string): string {
    const [mantissa, exponent] = text.split('e');
    const power = Number(exponent);
    if (power >= -4 && power < 6) return String(Number(text));
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
}
