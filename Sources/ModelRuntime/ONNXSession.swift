#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
public import Subsystems

/// A model, loaded and ready to run.
///
/// One session serves all workers: ONNX Runtime allows `Run` from several threads at once, and
/// with one intra-op thread every run stays on its caller's thread, so scores do not depend on how
/// many workers there are.
@safe public final class ONNXSession: @unchecked Sendable {
  // Unchecked: the handles and name pointers are written once, and Run is thread-safe.

  /// The model's inputs, in its order.
  public let inputs: [TensorInfo]
  /// The model's outputs, in its order.
  public let outputs: [TensorInfo]
  /// The library that runs it.
  public let runtime: ONNXRuntime

  private let name: String
  private let session: OpaquePointer
  private let memory: OpaquePointer
  private let inputNames: [UnsafePointer<CChar>?]
  private let outputNames: [UnsafePointer<CChar>?]

  /// More values than any output here needs; a model that gives more is refused.
  static let mostOutputValues = 1 << 24

  /// Loads a model from its bytes, so that what runs is what was digested.
  ///
  /// - Throws: `SubsystemFault` when the bytes are no ONNX model, name data outside themselves, or
  ///   the runtime refuses them.
  public init(
    model: [UInt8], named name: String, threads: Int = 1, runtime: ONNXRuntime
  ) throws(SubsystemFault) {
    do throws(ModelInspection.Refusal) {
      try ModelInspection.check(model)
    } catch {
      throw SubsystemFault(subsystem: name, message: error.message, remedy: error.remedy)
    }
    let api = unsafe runtime.api
    self.runtime = runtime
    self.name = name
    do throws(OrtFault) {
      let session = try unsafe Self.makeSession(model, threads: threads, runtime: runtime)
      do throws(OrtFault) {
        let inputs = try unsafe api.inputs(of: session)
        let outputs = try unsafe api.outputs(of: session)
        unsafe memory = try unsafe api.makeMemoryInfo()
        self.inputs = inputs
        self.outputs = outputs
        unsafe inputNames = unsafe inputs.map { unsafe UnsafePointer(strdup($0.name)) }
        unsafe outputNames = unsafe outputs.map { unsafe UnsafePointer(strdup($0.name)) }
        unsafe self.session = unsafe session
      } catch {
        unsafe api.release(.releaseSession, session)
        throw error
      }
    } catch {
      throw SubsystemFault(
        subsystem: name, message: "\(runtime.description) refuses the model: \(error.message)")
    }
  }

  deinit {
    unsafe runtime.api.release(.releaseMemoryInfo, memory)
    unsafe runtime.api.release(.releaseSession, session)
    let names = unsafe inputNames + outputNames
    for index in unsafe names.indices {
      unsafe free(UnsafeMutablePointer(mutating: names[index]))
    }
  }

  /// Runs a model of one input.
  ///
  /// - Returns: one tensor per output, in the model's order.
  /// - Throws: `SubsystemFault` when the input has another shape than the model's, or the runtime
  ///   fails.
  public func run(_ input: Tensor) throws(SubsystemFault) -> [Tensor] {
    guard inputs.count == 1, let declared = inputs.first, declared.accepts(input.shape) else {
      let wanted = inputs.map(\.description).joined(separator: ", ")
      throw fault("the model takes \(wanted), and was given \(input.shape)")
    }
    do throws(OrtFault) {
      return try runChecked(input)
    } catch {
      throw fault(error.message)
    }
  }

  private func fault(_ message: String) -> SubsystemFault {
    SubsystemFault(subsystem: name, message: message)
  }

  private func runChecked(_ input: Tensor) throws(OrtFault) -> [Tensor] {
    typealias Run =
      @convention(c) (
        OpaquePointer?, OpaquePointer?, UnsafePointer<UnsafePointer<CChar>?>?,
        UnsafePointer<OpaquePointer?>?, Int, UnsafePointer<UnsafePointer<CChar>?>?, Int,
        UnsafeMutablePointer<OpaquePointer?>?
      ) -> OrtAPI.Status
    let api = unsafe runtime.api
    var values = input.values
    let shape = input.shape.map(Int64.init)
    var produced = unsafe [OpaquePointer?](repeating: nil, count: outputs.count)
    defer {
      for index in 0..<outputs.count {
        unsafe api.release(.releaseValue, produced[index])
      }
    }
    // The runtime reads the array in place, so the tensor must not outlive this closure.
    try unsafe values.withUnsafeMutableBufferPointer { floats throws(OrtFault) in
      let tensor = try unsafe api.makeTensor(
        over: UnsafeMutableRawBufferPointer(floats), shape: shape, memory: memory)
      defer { unsafe api.release(.releaseValue, tensor) }
      let given: [OpaquePointer?] = unsafe [tensor]
      let status = unsafe api.function(.run, as: Run.self)(
        session, nil, inputNames, given, 1, outputNames, outputNames.count, &produced)
      try unsafe api.check(status)
    }
    var tensors: [Tensor] = []
    for index in unsafe produced.indices {
      guard let value = unsafe produced[index] else {
        throw OrtFault(message: "an output is missing")
      }
      tensors.append(try unsafe api.copyTensor(value, atMost: Self.mostOutputValues))
    }
    return tensors
  }

  private static func makeSession(
    _ model: [UInt8], threads: Int, runtime: ONNXRuntime
  ) throws(OrtFault) -> OpaquePointer {
    typealias Create =
      @convention(c) (
        OpaquePointer?, UnsafeRawPointer?, Int, OpaquePointer?,
        UnsafeMutablePointer<OpaquePointer?>?
      ) -> OrtAPI.Status
    let api = unsafe runtime.api
    let options = try unsafe api.handle("session options") { place in
      unsafe api.function(.createSessionOptions, as: OrtAPI.Make.self)(place)
    }
    defer { unsafe api.release(.releaseSessionOptions, options) }
    let count = Int32(clamping: max(1, threads))
    try unsafe api.check(
      api.function(.setIntraOpNumThreads, as: OrtAPI.SetNumber.self)(options, count))
    try unsafe api.check(
      api.function(.setInterOpNumThreads, as: OrtAPI.SetNumber.self)(options, 1))
    return try unsafe model.withUnsafeBufferPointer { bytes throws(OrtFault) in
      try unsafe api.handle("session") { place in
        unsafe api.function(.createSessionFromArray, as: Create.self)(
          runtime.environment, bytes.baseAddress, bytes.count, options, place)
      }
    }
  }
}

extension ModelInspection.Refusal {
  /// What is wrong, in one sentence.
  var message: String {
    switch self {
    case .notONNX(let place): "the model file is no ONNX model (byte \(place))"
    case .externalData: "the model keeps data in files of its own choosing"
    case .tooDeep: "the model nests deeper than any real model"
    }
  }

  /// What to do about it.
  var remedy: String {
    switch self {
    case .externalData: "save it as a single file (onnx.save with save_as_external_data=False)"
    case .notONNX, .tooDeep: ""
    }
  }
}
