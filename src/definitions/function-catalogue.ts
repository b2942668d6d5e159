/** The token under which the function catalogue is injected. */
export const FUNCTION_CATALOGUE = Symbol('FunctionCatalogue');
