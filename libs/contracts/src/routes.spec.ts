import { codeOfIssues, historyQuery, listRoomsQuery, routes, routeUrl } from './index.js';

describe('routes', () => {
  it('an address is filled in and escaped', () => {
    expect(routeUrl(routes.addMember, { slug: 'sunday-lunch', username: 'a/b c' })).toBe(
      '/api/rooms/sunday-lunch/members/a%2Fb%20c',
    );
  });

  it('a query leaves out what is undefined', () => {
    expect(routeUrl(routes.listRooms, {}, { scope: 'mine', before: undefined, limit: 10 })).toBe(
      '/api/rooms?scope=mine&limit=10',
    );
  });

  it('an address without its params is a mistake of the caller', () => {
    expect(() => routeUrl(routes.getRoom)).toThrow('needs slug');
  });

  it.each(Object.entries(routes))(
    '%s answers exactly where its status has a body, and asks for the params of its path',
    (_, route) => {
      expect('response' in route || 'produces' in route).toBe(route.status !== 204);
      const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      const params = 'params' in route ? Object.keys(route.params.shape) : [];
      expect(params).toEqual(named);
    },
  );

  it('history is asked for before, after or around a seq, by one of them', () => {
    expect(historyQuery.safeParse({ before: '5', after: '1' }).success).toBe(false);
    expect(historyQuery.safeParse({ after: '5', around: '1' }).success).toBe(false);
    expect(historyQuery.parse({ before: '5', limit: '100' })).toEqual({ before: 5, limit: 100 });
    expect(historyQuery.safeParse({ limit: '101' }).success).toBe(false);
  });

  it('a page of rooms has 50 unless told', () => {
    expect(listRoomsQuery.parse({ scope: 'public' })).toEqual({ scope: 'public', limit: 50 });
  });

  it('a schema that names a code speaks for the whole input', () => {
    expect(codeOfIssues(['Too small', 'message_empty'])).toBe('message_empty');
    expect(codeOfIssues(['Too small', 'toString'])).toBe('invalid_input');
  });
});
