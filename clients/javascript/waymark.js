// Asks a Waymark installation for the published guides of its cities. For browsers and Node 20, without dependencies.

import { KINDS, QUESTIONS } from "./questions.js";

const PASSING = new Set([429, 502, 503, 504]);
const NOT_OFFERED = new Set(["METHOD", "MEDIA_TYPE", "PERSISTED_QUERY_NOT_SUPPORTED"]);
const NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND";
const MOST_CHANGES = 500;
// A longer address is cut off by some servers on the way.
const LONGEST_ADDRESS = 2000;
const MOST_KEPT = 256;
// Addresses are logged on their way: what a person typed or is, where she is and what opens a draft stays out of them.
const PRIVATE = ["answers", "near", "query", "token"];

/**
 * The API refused a query, or could not be asked. `code` is the API's, or UNREACHABLE (nobody answers), BUSY (the server
 * wants to be left alone; `retryAfter` seconds, if it said so) or UNEXPECTED (something else answers, HTTP `status`).
 */
export class WaymarkError extends Error {
  constructor(message, details = {}) {
    super(message, { cause: details.cause });
    this.name = "WaymarkError";
    this.code = details.code ?? null;
    this.status = details.status ?? null;
    this.errors = details.errors ?? [];
    this.data = details.data ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}

/** The API at an address. Every question takes its variables, and `{ signal }` to take it back. */
export class Client {
  #kept = new Map();

  /** `timeout` and `patience` (how long to wait altogether for a busy server) are in milliseconds. */
  constructor(url, { timeout = 30_000, patience = 60_000, persisted = true, fetch = globalThis.fetch.bind(globalThis) } = {}) {
    Object.assign(this, { url: String(url), timeout, patience, persisted, fetch });
  }

  /** The `data` of the answer to a query. */
  async query(text, variables = {}, { signal } = {}) {
    const { status, body } = (await this.#askByName(text, variables, signal)) ?? (await this.#post({ query: text, variables }, signal));
    if (body?.errors?.length) {
      const [{ extensions }] = body.errors;
      const message = body.errors.map((error) => error.message).join(" ");
      throw new WaymarkError(message, { code: extensions?.code, status, errors: body.errors, data: body.data });
    }
    if (!body?.data) throw new WaymarkError(`${this.url} does not speak GraphQL.`, { code: "UNEXPECTED", status });
    return body.data;
  }

  /** Every document of a kind ("Service", "Office" …), with all that it holds; a page is asked for when it is needed. */
  async *each(kind, variables, options) {
    const { constant, first, selection } = KINDS[kind];
    const text = QUESTIONS.each.replace("%d", first).replace("%s", selection);
    let after;
    do {
      const { documents } = await this.query(text, { ...variables, kind: constant ?? undefined, after }, options);
      yield* documents.nodes;
      after = documents.pageInfo.hasNextPage ? documents.pageInfo.endCursor : null;
    } while (after);
  }

  /** The changes of a city since a revision, page by page, until there is nothing new. Keep `cursor` for the next time. */
  async *follow(city, after = 0, options) {
    let page;
    do {
      page = await this.changes({ city, after, first: MOST_CHANGES }, options);
      if (page.documents.length || page.cursor !== after) yield page;
      after = page.cursor;
    } while (page.hasMore);
  }

  /** The answer to a query that the server knows by its hash, or learns now; nothing if it does not offer this. */
  async #askByName(text, variables, signal) {
    if (!this.persisted || !globalThis.crypto?.subtle || PRIVATE.some((name) => name in variables)) return null;
    const extensions = { persistedQuery: { version: 1, sha256Hash: await sha256(text) } };
    const parameters = new URLSearchParams({ extensions: JSON.stringify(extensions), variables: JSON.stringify(variables) });
    if (`${parameters}`.length > LONGEST_ADDRESS) return null;
    const answer = await this.#get(`${this.url}?${parameters}`, signal);
    const code = answer.body?.errors?.[0]?.extensions?.code;
    if (code === NOT_FOUND) return this.#post({ query: text, variables, extensions }, signal);
    if (answer.status !== 405 && answer.body && !NOT_OFFERED.has(code)) return answer;
    this.persisted = false;
    return null;
  }

  async #get(address, signal) {
    // Browsers keep answers by themselves, and would ask for leave to send If-None-Match.
    if (typeof document !== "undefined") return this.#patiently(address, {}, signal);
    const kept = this.#kept.get(address);
    const answer = await this.#patiently(address, kept ? { headers: { "If-None-Match": kept.etag } } : {}, signal);
    if (answer.status === 304) return kept;
    if (answer.etag) {
      this.#kept.delete(address);
      this.#kept.set(address, answer);
      if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value);
    }
    return answer;
  }

  #post(body, signal) {
    const headers = { "Content-Type": "application/json" };
    return this.#patiently(this.url, { method: "POST", headers, body: JSON.stringify(body) }, signal);
  }

  /** Ask, and ask again what may pass, later and later, until patience ends. */
  async #patiently(address, request, signal) {
    let left = this.patience;
    for (let pause = 500; ; pause *= 2) {
      const problem = await this.#once(address, request, signal);
      if (!(problem instanceof WaymarkError)) return problem;
      // A little chance, so that many clients do not come back at one moment.
      const wait = problem.retryAfter === null ? pause * (0.75 + Math.random() / 2) : problem.retryAfter * 1000;
      if (wait > left) throw problem;
      left -= wait;
      await sleep(wait, signal);
    }
  }

  /** The answer, or a WaymarkError that may pass. */
  async #once(address, request, signal) {
    const timeout = AbortSignal.timeout(this.timeout);
    const { fetch } = this;
    try {
      const response = await fetch(address, {
        ...request,
        credentials: "omit",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const { status, headers } = response;
      if (PASSING.has(status)) {
        const retryAfter = seconds(headers.get("Retry-After"));
        return new WaymarkError(`${this.url} is too busy (HTTP ${status}).`, { code: "BUSY", status, retryAfter });
      }
      return { status, etag: headers.get("ETag"), body: await json(response) };
    } catch (cause) {
      signal?.throwIfAborted();
      return new WaymarkError(`${this.url} does not answer: ${cause.message}`, { code: "UNREACHABLE", cause });
    }
  }
}

for (const name of Object.keys(QUESTIONS).filter((each) => each !== "each")) {
  Client.prototype[name] = async function (variables, options) {
    return (await this.query(QUESTIONS[name], variables, options))[name];
  };
}

async function json(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `Retry-After`, a number of seconds or a date, as seconds. */
function seconds(retryAfter) {
  if (!retryAfter) return null;
  const wanted = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(wanted) ? null : Math.max(0, wanted);
}

function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
