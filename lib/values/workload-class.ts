/** What workloads of machine learning do; each class has rules of its own, about whom it talks to and what it holds. */
export enum WorkloadClass {
  /** Pods of one job talk to each other and to stores, and to nobody else. */
  TRAINING = 'training',
  /** Pods answer the gateway, and read models. */
  INFERENCE = 'inference',
  /** Pods fetch from approved sources, and hand on to training. */
  DATA = 'data',
}
