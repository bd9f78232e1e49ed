import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { MailHeaders, ReadMail } from "./mail";
import type { ReadingAnswer, ReadingRequest } from "./reading-thread";
import type { UnreadableReason } from "./unreadable";

export type Reading = { mail: ReadMail | MailHeaders } | { lost: UnreadableReason };

type Thread = { worker: Worker; ready: boolean; task: Task | null; timer: NodeJS.Timeout | null };
type Task = {
  request: ReadingRequest;
  deadline: number;
  resolve(reading: Reading): void;
  reject(error: Error): void;
};

const mostThreads = 2;
const longestStart = 60_000;
const megabytesOfHeap = 384;
const threads: Thread[] = [];
const waiting: Task[] = [];

/**
 * Has a thread answer the request within `deadline` milliseconds from when it takes it up. A thread that does not, or
 * that runs out of memory, is ended and replaced. Rejects when a thread cannot start or the source cannot be used.
 */
export function readInThread(request: ReadingRequest, deadline: number): Promise<Reading> {
  return new Promise((resolve, reject) => {
    waiting.push({ request, deadline, resolve, reject });
    serveNext();
  });
}

function serveNext() {
  while (waiting.length > 0) {
    const idle = threads.find(({ task }) => task === null) ?? (threads.length < mostThreads ? startThread() : null);
    const task = idle && waiting.shift();
    if (!idle || !task) return;
    giveTask(idle, task);
  }
}

function startThread(): Thread {
  // Both are named from the project's root, where every command starts: the site is bundled, and its files stand elsewhere.
  const root = join(/* turbopackIgnore: true */ process.cwd(), "package.json");
  const loader = pathToFileURL(createRequire(root).resolve("tsx")).href;
  const worker = new Worker(new URL("lib/mail-reading/reading-thread.ts", pathToFileURL(root)), {
    execArgv: ["--import", loader],
    resourceLimits: { maxOldGenerationSizeMb: megabytesOfHeap, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const thread: Thread = { worker, ready: false, task: null, timer: null };
  worker.on("message", (answer: ReadingAnswer) => takeAnswer(thread, answer));
  worker.on("error", (error) => replaceThread(thread, error));
  worker.on("exit", () => replaceThread(thread, new Error("the reading thread ended by itself")));
  threads.push(thread);
  return thread;
}

/** An idle thread keeps no process alive; a busy one does. */
function giveTask(thread: Thread, task: Task) {
  thread.task = task;
  thread.worker.ref();
  if (thread.ready) beginTask(thread, task);
  else
    thread.timer = setTimeout(() => replaceThread(thread, new Error("a reading thread did not start")), longestStart);
}

function beginTask(thread: Thread, task: Task) {
  const { source } = task.request;
  // A turn more than the deadline: when this thread was the busy one, the answer may lie in its mailbox.
  const giveUp = () => setImmediate(() => thread.task === task && endTask(thread, { lost: "took-too-long" }));
  thread.timer = setTimeout(giveUp, task.deadline);
  thread.worker.postMessage(task.request, "bytes" in source ? [source.bytes] : []);
}

function takeAnswer(thread: Thread, answer: ReadingAnswer) {
  if ("ready" in answer) {
    if (thread.timer) clearTimeout(thread.timer);
    thread.ready = true;
    if (thread.task) beginTask(thread, thread.task);
    return;
  }
  const { task } = thread;
  freeThread(thread);
  if ("failed" in answer) task?.reject(answer.failed);
  else task?.resolve({ mail: answer.mail });
  serveNext();
}

function freeThread(thread: Thread) {
  if (thread.timer) clearTimeout(thread.timer);
  thread.timer = null;
  thread.task = null;
  thread.worker.unref();
}

/** Ends the thread with its task; another one takes the next. */
function endTask(thread: Thread, reading: Reading) {
  const { task } = thread;
  forgetThread(thread);
  task?.resolve(reading);
  serveNext();
}

function forgetThread(thread: Thread) {
  const position = threads.indexOf(thread);
  if (position >= 0) threads.splice(position, 1);
  freeThread(thread);
  void thread.worker.terminate();
}

/** Before it was ready the fault is ours, and the mail will be tried again; afterwards it is the mail's. */
function replaceThread(thread: Thread, error: Error & { code?: string }) {
  if (!threads.includes(thread)) return;
  if (thread.ready) {
    endTask(thread, { lost: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-much-memory" : "malformed" });
    return;
  }
  const { task } = thread;
  forgetThread(thread);
  task?.reject(error);
  serveNext();
}
