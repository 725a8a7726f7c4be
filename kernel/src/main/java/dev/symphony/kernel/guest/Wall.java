package dev.symphony.kernel.guest;

import java.util.Arrays;
import java.util.Optional;

/** One wall that can stand around a worker. The order is the order in a label's text. */
public enum Wall {
  /** The guest runs in a context of the engine that reaches nothing but its capabilities. */
  CONTEXT("context"),
  /** The worker is an operating system process of its own. */
  PROCESS("process"),
  /** No executable can give the worker more privileges than it has. */
  NO_NEW_PRIVILEGES("nnp"),
  /** The worker holds no capability of the superuser, even when its user is root. */
  NO_CAPABILITIES("nocaps"),
  /** Landlock: files, TCP, signals and abstract sockets; its level is the Landlock ABI in force. */
  LANDLOCK("landlock"),
  /** The system call filter is on in every thread of the worker. */
  SECCOMP("seccomp"),
  /** The limits of the jail are set as hard limits of the process. */
  RESOURCE_LIMITS("rlimits"),
  /** The worker sees no network interface of the machine. */
  NETWORK_NAMESPACE("netns"),
  /** System V and POSIX message queues, semaphores and segments are the worker's own. */
  IPC_NAMESPACE("ipcns"),
  /** The worker can name no process outside. */
  PID_NAMESPACE("pidns"),
  /** The worker has a file system tree of its own. */
  MOUNT_NAMESPACE("mountns"),
  /** The worker's user is a stranger to the rest of the machine. */
  USER_NAMESPACE("userns"),
  /** A control group bounds memory and the number of processes. */
  CONTROL_GROUP("cgroup");

  private final String text;

  Wall(String text) {
    this.text = text;
  }

  /** The word that stands for this wall in the text of a label. */
  public String text() {
    return text;
  }

  static Optional<Wall> ofText(String text) {
    return Arrays.stream(values()).filter(wall -> wall.text.equals(text)).findFirst();
  }
}
