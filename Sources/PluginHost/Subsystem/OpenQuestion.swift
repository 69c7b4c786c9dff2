import Imaging
import PADVocabulary
import Subsystems

/// A question on its way to a process, piece by piece, so that no more than a frame of it is in
/// memory twice. It can be asked again from the beginning.
final class OpenQuestion {
  /// What is asked about.
  enum Matter {
    /// A presentation, of which every frame is there.
    case presentation(HeldFrames)
    /// A picture whose faces are wanted.
    case picture(PixelBuffer)
    /// A probe and references, in base64.
    case templates(String, ArraySlice<String>)
  }

  /// What is to be answered.
  let question: PluginQuestion
  private let matter: Matter
  private let delivery: ProcessTerms.Delivery
  private var id = 0
  private var step = 0
  private var files = PictureFiles(folder: "")

  init(_ matter: Matter, _ question: PluginQuestion, delivery: ProcessTerms.Delivery) {
    self.matter = matter
    self.question = question
    self.delivery = delivery
  }

  /// Starts from the beginning.
  ///
  /// - Parameters:
  ///   - id: one that no question has had.
  ///   - folder: where files for the process may lie.
  func begin(id: Int, folder: String) {
    self.id = id
    step = 0
    files = PictureFiles(folder: folder, prefix: "\(id)-")
  }

  /// The next bytes to write; `nil` when all were given.
  ///
  /// - Throws: `PluginFault` when a picture cannot be read or written.
  func next() throws(PluginFault) -> [UInt8]? {
    defer { step += 1 }
    switch matter {
    case .presentation(let frames):
      if step == 0 { return PluginRequest.begin(id) }
      if step <= frames.count { return try bytes(of: try frames.frame(at: step - 1)) }
      return step == frames.count + 1 ? PluginRequest.finish(id) : nil
    case .picture(let pixels):
      return step == 0 ? try bytes(of: pixels) : nil
    case .templates(let probe, let references):
      return step == 0 ? PluginRequest.compare(probe, references, id: id) : nil
    }
  }

  /// Takes away what was made for the process.
  func end() { files.delete() }

  private func bytes(of frame: Frame) throws(PluginFault) -> [UInt8] {
    switch delivery {
    case .pixels:
      let pieces = PicturePayload.pieces(of: frame)
      let place = PluginRequest.Place.behind(pieces.reduce(0) { $0 + $1.count })
      return pieces.reduce(into: PluginRequest.frame(frame, id: id, place)) { $0 += $1 }
    case .file: return PluginRequest.frame(frame, id: id, try files.store(frame))
    }
  }

  private func bytes(of pixels: PixelBuffer) throws(PluginFault) -> [UInt8] {
    switch delivery {
    case .pixels:
      let bytes = PicturePayload.rgb(pixels)
      return PluginRequest.find(pixels, id: id, .behind(bytes.count)) + bytes
    case .file: return PluginRequest.find(pixels, id: id, try files.store(pixels))
    }
  }
}
