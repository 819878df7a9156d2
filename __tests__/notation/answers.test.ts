import { Answers } from '../../lib/notation/answers';

test('asks once of each thing', () => {
  const asked: object[] = [];
  const answers = new Answers((thing: object) => {
    asked.push(thing);
    return asked.length;
  });
  const [one, other] = [{}, {}];
  expect([one, other, one].map(thing => answers.of(thing))).toEqual([1, 2, 1]);
  expect(asked).toEqual([one, other]);
});
