@rem npm scripts start with `exec`, so that on Unix a signal to npm reaches Node; here it just means: run this.
@%*
