import Imaging
import PADVocabulary

/// Questions that are one request.
extension PluginPool {
  /// The faces of a picture.
  func faces(in pixels: PixelBuffer) throws(PluginFault) -> PluginAnswer {
    isShared ? try ask(.picture(pixels), .faces) : try Conversation(self).find(in: pixels)
  }

  /// How alike a probe and references are, all in base64.
  func similarities(
    of probe: String, and references: ArraySlice<String>
  ) throws(PluginFault) -> PluginAnswer {
    let question = PluginQuestion.similarities(references.count, hello?.range)
    return isShared
      ? try ask(.templates(probe, references), question)
      : try Conversation(self).compare(probe, with: references, question)
  }
}
