import Imaging
import PADVocabulary
import Subsystems

/// One question to a lent process, from its first line to its answer, on one budget of time.
final class Conversation {
  let process: PluginProcess
  private let pool: PluginPool
  private let id: Int
  private var left: Duration
  private var files: PictureFiles
  private var isOver = false

  /// Takes a process from the pool; waits until one is free.
  ///
  /// - Throws: `PluginFault` when one had to be started and could not be.
  init(_ pool: PluginPool) throws(PluginFault) {
    self.pool = pool
    process = try pool.lend()
    id = pool.newID()
    left = pool.time
    files = PictureFiles(folder: process.scratchPath)
  }

  deinit {
    // A question that was never finished: the process waits for the rest of it.
    if !isOver { end(with: PluginFault(.crash, "the presentation was given up")) }
  }

  /// Begins a presentation.
  func begin() throws(PluginFault) {
    try guarded { () throws(PluginFault) in
      try process.send([PluginRequest.begin(id)], left: &left)
    }
  }

  /// Shows a frame.
  func show(_ frame: Frame) throws(PluginFault) {
    try guarded { () throws(PluginFault) in
      switch pool.card.process.delivery {
      case .pixels:
        let pieces = PicturePayload.pieces(of: frame)
        let place = PluginRequest.Place.behind(pieces.reduce(0) { $0 + $1.count })
        try process.send([PluginRequest.frame(frame, id: id, place)] + pieces, left: &left)
      case .file:
        let place = try files.store(frame)
        try process.send([PluginRequest.frame(frame, id: id, place)], left: &left)
      }
    }
  }

  /// Asks for the judgement and gives the process back.
  func finish() throws(PluginFault) -> PluginAnswer {
    try answer([PluginRequest.finish(id)])
  }

  /// Asks for the faces of a picture and gives the process back.
  func find(in pixels: PixelBuffer) throws(PluginFault) -> PluginAnswer {
    switch pool.card.process.delivery {
    case .pixels:
      let bytes = PicturePayload.rgb(pixels)
      return try answer([PluginRequest.find(pixels, id: id, .behind(bytes.count)), bytes])
    case .file:
      let place = try guarded { () throws(PluginFault) in try files.store(pixels) }
      return try answer([PluginRequest.find(pixels, id: id, place)])
    }
  }

  /// Asks how alike a probe and references are and gives the process back.
  ///
  /// The templates are in base64, so many as one line holds.
  func compare(
    _ probe: String, with references: ArraySlice<String>, _ question: PluginQuestion
  ) throws(PluginFault) -> PluginAnswer {
    try answer([PluginRequest.compare(probe, references, id: id)], to: question)
  }

  private func answer(
    _ pieces: [[UInt8]], to question: PluginQuestion? = nil
  ) throws(PluginFault) -> PluginAnswer {
    let answer = try guarded { () throws(PluginFault) in
      let line = try process.ask(pieces, left: &left)
      let answer = try AnswerReader(question: question ?? pool.question)
        .answer(line, number: process.lineCount, to: id)
      // A second answer in the same breath takes the first one's worth away.
      try process.refuseTalk()
      return answer
    }
    isOver = true
    files.delete()
    pool.giveBack(process)
    return answer
  }

  private func guarded<Value>(
    _ work: () throws(PluginFault) -> Value
  ) throws(PluginFault) -> Value {
    do throws(PluginFault) {
      return try work()
    } catch {
      end(with: error)
      throw error
    }
  }

  private func end(with fault: PluginFault) {
    if isOver { return }
    isOver = true
    pool.discard(process, after: fault)
  }
}
