/// One interaction with the camera: a still, a frame sequence or a video, with its labels.
///
/// Texts are empty, never missing, where a dataset does not say; an empty `subjectID` means that
/// nobody stands before the camera, or that nobody recorded who does.
public struct Presentation: Sendable, Hashable, Identifiable {
  /// The dataset's own name of the presentation; unique within a dataset.
  public var id: String
  /// Where its pictures are, relative to the dataset or, as `ROOT:path`, to a named media root.
  public var media: String
  /// Bona fide or attack.
  public var presentationClass: PresentationClass
  /// The species of the instrument; `nil` exactly for bona fide presentations.
  public var species: PAISpecies?
  /// Instruments of one medium and method made from one source.
  public var paiSeries: String
  /// The instrument itself.
  public var paiID: String
  /// Who stands before the camera.
  public var subjectID: String
  /// Whose face the attack shows.
  public var targetID: String
  /// Probe or enrolment reference.
  public var role: PresentationRole
  /// The partition under the protocol in force; `nil` when the protocol leaves it out.
  public var partition: Partition?
  /// Capture session, as the dataset names it.
  public var session: String
  /// Capture device, as the dataset names it.
  public var captureDevice: String
  /// Frames per second of a sequence, where the dataset says so.
  public var frameRate: Double?
  /// Side file with per-frame time, face box and eyes, relative as `media` is.
  public var framesFile: String
  /// Depth picture or folder, relative as `media` is.
  public var depth: String
  /// Metres per step of the depth picture's values, where declared.
  public var depthUnit: Double?
  /// The depth value that means "not measured", where declared.
  public var depthMissing: Int?
  /// Infrared picture or folder, relative as `media` is.
  public var infrared: String
  /// The face box given by the dataset; it wins over a face finder.
  public var faceBox: FaceBox?
  /// Values of the dataset's attribute columns, in the order of its attribute names.
  public var attributes: [String]

  /// Makes a presentation; everything a dataset may leave out has its empty value.
  public init(
    id: String,
    media: String,
    presentationClass: PresentationClass,
    species: PAISpecies? = nil,
    paiSeries: String = "",
    paiID: String = "",
    subjectID: String = "",
    targetID: String = "",
    role: PresentationRole = .probe,
    partition: Partition? = nil,
    session: String = "",
    captureDevice: String = "",
    frameRate: Double? = nil,
    framesFile: String = "",
    depth: String = "",
    depthUnit: Double? = nil,
    depthMissing: Int? = nil,
    infrared: String = "",
    faceBox: FaceBox? = nil,
    attributes: [String] = []
  ) {
    self.id = id
    self.media = media
    self.presentationClass = presentationClass
    self.species = species
    self.paiSeries = paiSeries
    self.paiID = paiID
    self.subjectID = subjectID
    self.targetID = targetID
    self.role = role
    self.partition = partition
    self.session = session
    self.captureDevice = captureDevice
    self.frameRate = frameRate
    self.framesFile = framesFile
    self.depth = depth
    self.depthUnit = depthUnit
    self.depthMissing = depthMissing
    self.infrared = infrared
    self.faceBox = faceBox
    self.attributes = attributes
  }
}
