public import Datasets
import PADVocabulary

extension Dataset {
  /// Whether a presentation's media is named as a video, so that `FFmpeg.find` should be asked
  /// before a run begins; the media themselves decide when they are opened.
  public var namesVideos: Bool {
    presentations.contains { VideoFormat.isNamed($0.media) }
  }
}
