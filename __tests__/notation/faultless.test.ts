import { Faultless } from '../../lib/notation/faultless';

test('a thing in which nothing was found is not asked about again', () => {
  const asked: object[] = [];
  const fine = {};
  const bad = {};
  const faultless = new Faultless<object>();
  const find = (thing: object) => () => {
    asked.push(thing);
    return thing === bad ? ['found it'] : [];
  };
  const found = [fine, bad, fine, bad].map(thing => faultless.findings(thing, find(thing)));
  expect(found).toEqual([[], ['found it'], [], ['found it']]);
  expect(asked).toEqual([fine, bad, bad]);
});
