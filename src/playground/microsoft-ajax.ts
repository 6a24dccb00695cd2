/**
 * What office.js's web runtime needs of the vendor's MicrosoftAjax.js, which is not in the npm package. It covers that
 * runtime and nothing else of the real library.
 */
export const MICROSOFT_AJAX = `(function () {
  'use strict';
  var makeError = function (name) {
    return function (paramName, message) {
      var error = new Error(message || 'Sys.' + name + ': ' + paramName);
      error.name = 'Sys.' + name;
      error.paramName = paramName;
      return error;
    };
  };
  var errors = { argument: 'ArgumentException', argumentNull: 'ArgumentNullException',
    argumentOutOfRange: 'ArgumentOutOfRangeException', argumentType: 'ArgumentTypeException',
    argumentUndefined: 'ArgumentUndefinedException', invalidOperation: 'InvalidOperationException',
    notImplemented: 'NotImplementedException', parameterCount: 'ParameterCountException' };
  Object.keys(errors).forEach(function (key) { Error[key] = makeError(errors[key]); });
  Error.create = function (message, info) { return Object.assign(new Error(message), info); };
  window.Type = Function;
  Type.registerNamespace = function (path) {
    path.split('.').reduce(function (parent, name) { return (parent[name] = parent[name] || {}); }, window);
  };
  Function.prototype.registerClass = function () { return this; };
  Function._validateParams = Function._validateParameter = function () { return null; };
  Type.registerNamespace('Sys.Serialization');
  Sys.Debug = { trace: function () {} };
  Sys.StringBuilder = function () {
    var parts = [];
    this.append = function (text) { parts.push(text); return this; };
    this.toString = function () { return parts.join(''); };
  };
  Sys.Serialization.JavaScriptSerializer = { serialize: JSON.stringify, deserialize: JSON.parse };
})();
`;
