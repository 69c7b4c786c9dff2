import GRDB
import PADVocabulary

/// Turns what the database says into the errors that padbench speaks in.
enum JournalFault {
  /// Runs work on a journal.
  ///
  /// - Throws: `InvalidInput` for a journal that is damaged or none, `FileFault` for a disk that is
  ///   full or fails and for a journal that is in use.
  static func mapping<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as DatabaseError {
      throw fault(error, path: path)
    } catch is DecodingError {
      throw damaged(path, "what the run says of itself cannot be read")
    }
  }

  /// A journal that contradicts itself; it is left as it is, so that it can be looked at.
  static func damaged(_ path: String, _ what: String) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, file: path.printable, "the journal is damaged: \(what.printable)",
        remedy: "restore the run's folder from a copy, or score again with --force"))
  }

  private static func fault(_ error: DatabaseError, path: String) -> any Error {
    let words = error.message ?? "the database gives no reason"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR,
      .SQLITE_SCHEMA:
      return damaged(path, words)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return FileFault(
        path: path.printable, operation: "use the journal",
        message: "another process works with it; wait until it has ended")
    case .SQLITE_FULL:
      return FileFault(
        path: path.printable, operation: "write the journal",
        message: "the disk is full; make room and run the same command again to go on")
    case .SQLITE_READONLY:
      return FileFault(
        path: path.printable, operation: "read or write the journal",
        message:
          "a process that worked on it was killed, and this user may not write there to take "
          + "back what it left half done; let somebody who may look at the run once")
    default:
      return FileFault(
        path: path.printable, operation: "read or write the journal",
        message: "\(words.printable) (\(error.extendedResultCode))")
    }
  }
}
