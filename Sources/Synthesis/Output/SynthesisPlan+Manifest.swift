import Datasets
import PADVocabulary

extension SynthesisPlan {
  /// The attributes that every presentation has, beyond the manifest's own columns.
  static let attributeNames = [
    "form", "sex", "age_group", "skin_tone", "glasses", "lighting", "distance", "pose",
    "expression",
    "border", "texture", "support", "noise", "jpeg_quality",
  ]

  /// The manifest's row of a presentation.
  ///
  /// `place` is where the face is in the first frame.
  func presentation(_ planned: PlannedPresentation, _ place: FacePlace) -> Presentation {
    let subject = Self.subjectID(planned.face)
    let kind = planned.kind
    let isSequence = planned.isSequence
    let hasDepth = hasDepth(planned)
    return Presentation(
      id: planned.id, media: "media/" + planned.id + (isSequence ? "" : ".jpg"),
      presentationClass: kind == nil ? .bonaFide : .attack,
      species: kind.map { PAISpecies($0.rawValue) },
      paiSeries: kind.map { $0.slug + "-" + subject } ?? "",
      paiID: kind.map { $0.slug + "-" + subject + "-" + String(planned.instrument + 1) } ?? "",
      subjectID: kind == nil ? subject : planned.presenter.map(Self.subjectID) ?? "",
      targetID: kind == nil ? "" : subject,
      role: planned.isReference ? .reference : .probe, partition: planned.partition,
      session: String(planned.session + 1),
      captureDevice: "camera-" + String(planned.conditions.device + 1),
      frameRate: isSequence ? spec.sequences?.frameRate : nil,
      framesFile: isSequence ? "frames/" + planned.id + ".csv" : "",
      depth: hasDepth ? "depth/" + planned.id + ".png" : "",
      depthUnit: hasDepth ? DepthScale.unit : nil,
      faceBox: Self.box(place),
      attributes: attributes(planned))
  }

  /// Whether a presentation gets a depth map.
  func hasDepth(_ planned: PlannedPresentation) -> Bool {
    planned.isSequence ? spec.sequences?.hasDepth == true : spec.hasDepth
  }

  private func attributes(_ planned: PlannedPresentation) -> [String] {
    let labels = subjects[planned.face]
    let conditions = planned.conditions
    let factors = spec.factors
    let isAttack = planned.kind != nil
    let isMask = planned.kind?.isMask == true
    let support =
      isMask ? "worn" : !isAttack ? "none" : conditions.isHandHeld ? "hand" : "stand"
    let wearsGlasses = person(planned.face, session: 0).identity.glasses != nil && !isMask
    let turn = max(abs(conditions.pose.yaw), abs(conditions.pose.pitch))
    return [
      planned.isSequence ? "sequence" : "still", labels.sex.rawValue, labels.ageGroup.rawValue,
      String(labels.skinTone),
      wearsGlasses ? "yes" : "no", conditions.lighting.rawValue,
      Self.third(conditions.distance, factors.distance, ["near", "middle", "far"]),
      turn < 0.14 ? "frontal" : "turned",
      isMask || !isAttack ? conditions.expression.rawValue : "none",
      !isAttack ? "none" : conditions.isBorderVisible ? "visible" : "hidden",
      !isAttack ? "none" : Self.third(conditions.texture, factors.texture), support,
      Self.third(conditions.noise, factors.noise),
      Self.third(
        Float(planned.jpegQuality),
        Double(factors.jpegQuality.lowerBound)...Double(factors.jpegQuality.upperBound)),
    ]
  }

  private static func third(
    _ value: Float, _ range: ClosedRange<Double>, _ names: [String] = ["low", "middle", "high"]
  ) -> String {
    let width = Float(range.upperBound - range.lowerBound)
    let place = width > 0 ? (value - Float(range.lowerBound)) / width : 0.5
    return names[place < 1.0 / 3 ? 0 : place < 2.0 / 3 ? 1 : 2]
  }

  /// The box of a face, in tenths of a pixel.
  static func box(_ place: FacePlace) -> FaceBox {
    FaceBox(
      x: tenths(place.x), y: tenths(place.y), width: max(0.1, tenths(place.width)),
      height: max(0.1, tenths(place.height)))
  }

  static func tenths(_ value: Float) -> Double {
    (Double(clamp(value, -1e5, 1e5)) * 10).rounded() / 10
  }

  /// What `dataset.yaml` says.
  var description: DatasetDescription {
    DatasetDescription(
      name: spec.name, version: spec.version, isSynthetic: true, licence: "CC0-1.0",
      purposes: ["demonstration", "software testing", "teaching"],
      consentBasis: "none needed: no person was photographed, every face is invented",
      retention: "unlimited",
      provenance: "Drawn by padbench's procedural generator from its specification with seed "
        + "\(seed): analytic shapes, colours and noise, no photograph, no asset, no trained "
        + "model. Scores on it prove that a pipeline works; they are no error rates.",
      species: spec.species.map(\.entry))
  }
}
