public import Imaging

/// What media may cost and how damage is treated; decides which presentations become
/// non-responses, so it is part of a run's identity.
public struct MediaSettings: Sendable, Hashable {
  /// What a single picture may cost.
  public var imageLimits: ImageLimits
  /// What becomes of a picture that is decoded with complaints.
  public var policy: DecodePolicy
  /// The most bytes of a video.
  public var maxVideoBytes: Int
  /// The most frames of a folder or a video.
  public var maxFrames: Int
  /// The program that decodes videos; `nil` where no video is expected.
  public var ffmpeg: FFmpeg?

  /// Standard image limits, strict, videos of 4 GiB and 100,000 frames, no ffmpeg.
  public init(
    imageLimits: ImageLimits = .standard, policy: DecodePolicy = .strict,
    maxVideoBytes: Int = 4 << 30, maxFrames: Int = 100_000, ffmpeg: FFmpeg? = nil
  ) {
    self.imageLimits = imageLimits
    self.policy = policy
    self.maxVideoBytes = maxVideoBytes
    self.maxFrames = maxFrames
    self.ffmpeg = ffmpeg
  }
}
